BEGIN TRANSACTION;
CREATE TABLE audit (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT, 
	action TEXT NOT NULL, 
	what TEXT NOT NULL, 
	address TEXT, 
	CONSTRAINT pk_audit PRIMARY KEY (number)
);
CREATE TABLE decisions (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	action TEXT NOT NULL, 
	document TEXT, 
	record TEXT, 
	field TEXT, 
	old JSON, 
	new JSON, 
	why TEXT, 
	undoes INTEGER, 
	CONSTRAINT pk_decisions PRIMARY KEY (number), 
	CONSTRAINT fk_decisions_undoes FOREIGN KEY(undoes) REFERENCES decisions (number)
);
CREATE TABLE documents (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	title TEXT, 
	published TEXT, 
	source TEXT, 
	url TEXT, 
	language TEXT, 
	dateline TEXT, 
	credits JSON NOT NULL, 
	pages JSON NOT NULL, 
	read_with TEXT NOT NULL, 
	official BOOLEAN NOT NULL, 
	circle JSON NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY ("key"), 
	CONSTRAINT uq_documents_id UNIQUE (id)
);
INSERT INTO "documents" VALUES(1,'d0','411123756249c1d64ad2cec1b554b7feedec86373e9c856aacf15ec6c7c179c0','Ministers met.',NULL,'2031-05-05',NULL,NULL,NULL,NULL,'[]','[]','',0,'["EST", "FIN"]');
INSERT INTO "documents" VALUES(2,'d1','7f75471ed4a1971b070fb50ae56bf75cca28dce94662ab0182532aeb3b668f2e','Ministers of Estonia and Finland met in Tallinn. Finland will send a doctor. “We are glad,” she said. Latvia was told.','Ministers meet','2031-05-04','Baltic Post',NULL,NULL,NULL,'[]','[]','dragoman 0.1.0',0,'["EST", "FIN"]');
CREATE TABLE dragoman_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT dragoman_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "dragoman_schema" VALUES('0009');
CREATE TABLE facts (
	"key" INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	block BIGINT NOT NULL, 
	print VARCHAR(40) NOT NULL, 
	type TEXT NOT NULL, 
	begins TEXT NOT NULL, 
	ends TEXT NOT NULL, 
	first TEXT, 
	last TEXT, 
	status TEXT, 
	due TEXT, 
	label TEXT, 
	dated BOOLEAN NOT NULL, 
	disputed BOOLEAN NOT NULL, 
	reports INTEGER NOT NULL, 
	sources INTEGER NOT NULL, 
	confidence FLOAT, 
	data JSON NOT NULL, stems BLOB, asks BLOB, 
	CONSTRAINT pk_facts PRIMARY KEY ("key"), 
	CONSTRAINT uq_facts_id UNIQUE (id)
);
INSERT INTO "facts" VALUES(1,'f-cd60193afe44',8680875676495642069,'0b4da2d8261ad823e02456951cf68ae612854f88','statement','2031-05-04','2031-05-04','2031-05-04','2031-05-04',NULL,NULL,'EST',0,0,1,1,NULL,'{"fields": {"speaker": "she", "affiliation": "EST", "mode": "direct", "content": "We are glad"}, "conflicts": [], "history": []}',X'',NULL);
INSERT INTO "facts" VALUES(2,'f-c09bfaf7845b',-4847959539994034584,'f65fb666b2201b94fa4c5e4a89479aaa445be401','agreement','2031-05-04','2031-05-04','2031-05-04','2031-05-04','signed',NULL,'agreement',0,0,1,1,NULL,'{"fields": {"kind": "agreement", "subject": "fish", "parties": ["EST", "FIN"], "status": "signed"}, "conflicts": [], "history": [["signed", null, null, ["r-c09bfaf7845b"]]]}',X'9F31B9B9',NULL);
INSERT INTO "facts" VALUES(3,'f-fb083d6eba96',-9112218648334528265,'b71383e002cf9bf417aa78254c4c27c8c62a41fc','meeting','2031-05-04','2031-05-04','2031-05-04','2031-05-05',NULL,NULL,'talks',1,0,2,2,NULL,'{"fields": {"kind": "talks", "parties": ["EST", "FIN"], "date": "2031-05-04"}, "conflicts": [], "history": [["held", "2031-05-04", null, ["r-fb083d6eba96", "r-7f8da6d52bff"]]]}',X'',NULL);
CREATE TABLE inputs (
	"key" INTEGER NOT NULL, 
	job INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	data BLOB, 
	media_type TEXT, 
	address TEXT, 
	about JSON NOT NULL, 
	passed INTEGER NOT NULL, 
	tries INTEGER NOT NULL, 
	fault TEXT, 
	worker TEXT, 
	ended BOOLEAN NOT NULL, 
	CONSTRAINT pk_inputs PRIMARY KEY ("key"), 
	CONSTRAINT fk_inputs_jobs FOREIGN KEY(job) REFERENCES jobs (number) ON DELETE CASCADE
);
CREATE TABLE jobs (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	state TEXT NOT NULL, 
	ended TEXT, 
	resumed INTEGER NOT NULL, 
	CONSTRAINT pk_jobs PRIMARY KEY (number)
);
CREATE TABLE links (
	"of" INTEGER NOT NULL, 
	"by" INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	why TEXT NOT NULL, 
	CONSTRAINT pk_links PRIMARY KEY ("of", "by", kind), 
	CONSTRAINT fk_links_of FOREIGN KEY("of") REFERENCES facts ("key") ON DELETE CASCADE, 
	CONSTRAINT fk_links_by FOREIGN KEY("by") REFERENCES facts ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE mentions (
	code TEXT NOT NULL, 
	type TEXT NOT NULL, 
	document INTEGER NOT NULL, 
	CONSTRAINT pk_mentions PRIMARY KEY (code, type, document), 
	CONSTRAINT fk_mentions_documents FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "mentions" VALUES('EST','meeting',1);
INSERT INTO "mentions" VALUES('FIN','meeting',1);
INSERT INTO "mentions" VALUES('EST','agreement',2);
INSERT INTO "mentions" VALUES('EST','meeting',2);
INSERT INTO "mentions" VALUES('EST','statement',2);
INSERT INTO "mentions" VALUES('FIN','agreement',2);
INSERT INTO "mentions" VALUES('FIN','meeting',2);
CREATE TABLE outcomes (
	input INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	document TEXT, 
	records INTEGER NOT NULL, 
	new BOOLEAN NOT NULL, 
	reason TEXT, 
	mend TEXT, 
	CONSTRAINT pk_outcomes PRIMARY KEY (input, position), 
	CONSTRAINT fk_outcomes_inputs FOREIGN KEY(input) REFERENCES inputs ("key") ON DELETE CASCADE
);
CREATE TABLE pairs (a TEXT NOT NULL, b TEXT NOT NULL, type TEXT NOT NULL, begins TEXT NOT NULL, ends TEXT NOT NULL, id TEXT NOT NULL, label TEXT, status TEXT, due TEXT, dated BOOLEAN NOT NULL, disputed BOOLEAN NOT NULL, fact INTEGER NOT NULL, documents JSON DEFAULT '[]' NOT NULL, CONSTRAINT pk_pairs PRIMARY KEY (a, b, type, begins, ends, id), CONSTRAINT fk_pairs_facts FOREIGN KEY (fact) REFERENCES facts (key) ON DELETE CASCADE) WITHOUT ROWID;
INSERT INTO "pairs" VALUES('EST','FIN','agreement','2031-05-04','2031-05-04','f-c09bfaf7845b','agreement','signed',NULL,0,0,2,'[2]');
INSERT INTO "pairs" VALUES('EST','FIN','meeting','2031-05-04','2031-05-04','f-fb083d6eba96','talks',NULL,NULL,1,0,3,'[1, 2]');
INSERT INTO "pairs" VALUES('EST','FIN','statement','2031-05-04','2031-05-04','f-cd60193afe44','EST',NULL,NULL,0,0,1,'[2]');
CREATE TABLE people (
	"key" INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	role TEXT NOT NULL, 
	password TEXT, 
	expires TEXT, 
	made TEXT NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY ("key"), 
	CONSTRAINT uq_people_folded UNIQUE (folded)
);
CREATE TABLE records (
	"key" INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	type TEXT NOT NULL, 
	standing TEXT NOT NULL, 
	data JSON NOT NULL, 
	told JSON, 
	block BIGINT, 
	fact INTEGER, confidence FLOAT DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_records PRIMARY KEY ("key"), 
	CONSTRAINT uq_records_document UNIQUE (document, position), 
	CONSTRAINT fk_records_documents FOREIGN KEY(document) REFERENCES documents ("key") ON DELETE CASCADE, 
	CONSTRAINT fk_records_facts FOREIGN KEY(fact) REFERENCES facts ("key") ON DELETE SET NULL
);
INSERT INTO "records" VALUES(1,1,0,'r-7f8da6d52bff','meeting','read','{"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "date": "2031-05-04", "evidence": [{"quote": "Ministers", "start": 0, "end": 9}]}',NULL,-9112218648334528265,3,1.0);
INSERT INTO "records" VALUES(2,2,0,'r-fb083d6eba96','meeting','read','{"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "date": "2031-05-04", "evidence": [{"quote": "Ministers", "start": 0, "end": 9}]}',NULL,-9112218648334528265,3,1.0);
INSERT INTO "records" VALUES(3,2,1,'r-c09bfaf7845b','agreement','read','{"type": "agreement", "kind": "agreement", "subject": "fish", "parties": ["EST", "FIN"], "status": "signed", "evidence": [{"quote": "Ministers", "start": 0, "end": 9}]}',NULL,-4847959539994034584,2,1.0);
INSERT INTO "records" VALUES(4,2,2,'r-cd60193afe44','statement','read','{"type": "statement", "speaker": "she", "affiliation": "EST", "mode": "direct", "content": "We are glad", "evidence": [{"quote": "Ministers", "start": 0, "end": 9}]}',NULL,8680875676495642069,1,1.0);
CREATE TABLE rules (
	version TEXT NOT NULL, 
	CONSTRAINT pk_rules PRIMARY KEY (version)
);
INSERT INTO "rules" VALUES('2');
CREATE TABLE sessions (
	"key" INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	person INTEGER NOT NULL, 
	begun TEXT NOT NULL, 
	seen TEXT NOT NULL, 
	browser TEXT NOT NULL, 
	address TEXT NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY ("key"), 
	CONSTRAINT uq_sessions_digest UNIQUE (digest), 
	CONSTRAINT fk_sessions_people FOREIGN KEY(person) REFERENCES people ("key") ON DELETE CASCADE
);
CREATE TABLE sides (
	code TEXT NOT NULL, 
	type TEXT NOT NULL, 
	begins TEXT NOT NULL, 
	fact INTEGER NOT NULL, 
	CONSTRAINT pk_sides PRIMARY KEY (code, type, begins, fact), 
	CONSTRAINT fk_sides_facts FOREIGN KEY(fact) REFERENCES facts ("key") ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "sides" VALUES('EST','statement','2031-05-04',1);
INSERT INTO "sides" VALUES('EST','agreement','2031-05-04',2);
INSERT INTO "sides" VALUES('FIN','agreement','2031-05-04',2);
INSERT INTO "sides" VALUES('EST','meeting','2031-05-04',3);
INSERT INTO "sides" VALUES('FIN','meeting','2031-05-04',3);
CREATE TABLE stale (
	block BIGINT NOT NULL, 
	record INTEGER NOT NULL, 
	CONSTRAINT pk_stale PRIMARY KEY (block, record)
)
 WITHOUT ROWID

;
CREATE TABLE tokens (
	"key" INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	person INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	made TEXT NOT NULL, 
	expires TEXT NOT NULL, 
	CONSTRAINT pk_tokens PRIMARY KEY ("key"), 
	CONSTRAINT uq_tokens_person UNIQUE (person, name), 
	CONSTRAINT uq_tokens_digest UNIQUE (digest), 
	CONSTRAINT fk_tokens_people FOREIGN KEY(person) REFERENCES people ("key") ON DELETE CASCADE
);
CREATE TABLE traits (
	trait BIGINT NOT NULL, 
	record INTEGER NOT NULL, 
	CONSTRAINT pk_traits PRIMARY KEY (trait, record)
)
 WITHOUT ROWID

;
INSERT INTO "traits" VALUES(-6459560590054655333,1);
INSERT INTO "traits" VALUES(-6459560590054655333,2);
INSERT INTO "traits" VALUES(-6459560588288644463,1);
INSERT INTO "traits" VALUES(-6459560588288644463,2);
INSERT INTO "traits" VALUES(-5388543283003005151,4);
INSERT INTO "traits" VALUES(-5388543281331845402,4);
INSERT INTO "traits" VALUES(-5388543280362110329,4);
INSERT INTO "traits" VALUES(903183512594280852,3);
INSERT INTO "traits" VALUES(903183513142912355,3);
CREATE VIRTUAL TABLE words USING fts5(title, text, content='documents', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO words (words) VALUES ('rebuild');
INSERT INTO "words" VALUES(NULL,'Ministers met.');
INSERT INTO "words" VALUES('Ministers meet','Ministers of Estonia and Finland met in Tallinn. Finland will send a doctor. “We are glad,” she said. Latvia was told.');
CREATE INDEX ix_documents_sha256 ON documents (sha256);
CREATE INDEX ix_documents_published ON documents (published);
CREATE INDEX ix_documents_source ON documents (source);
CREATE INDEX ix_facts_block ON facts (block);
CREATE INDEX ix_facts_type ON facts (type, begins);
CREATE INDEX ix_records_id ON records (id);
CREATE INDEX ix_records_block ON records (block);
CREATE INDEX ix_records_fact ON records (fact, document);
CREATE INDEX ix_decisions_document ON decisions (document);
CREATE INDEX ix_decisions_record ON decisions (record);
CREATE INDEX ix_mentions_document ON mentions (document);
CREATE INDEX ix_sides_fact ON sides (fact);
CREATE INDEX ix_links_by ON links ("by");
CREATE TRIGGER words_insert AFTER INSERT ON documents BEGIN INSERT INTO words (rowid, title, text) VALUES (new.key, new.title, new.text); END;
CREATE TRIGGER words_delete AFTER DELETE ON documents BEGIN INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.key, old.title, old.text); END;
CREATE TRIGGER words_update AFTER UPDATE OF title, text ON documents BEGIN INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.key, old.title, old.text);INSERT INTO words (rowid, title, text) VALUES (new.key, new.title, new.text); END;
CREATE INDEX ix_sessions_person ON sessions (person);
CREATE INDEX ix_jobs_state ON jobs (state);
CREATE INDEX ix_inputs_job ON inputs (job);
CREATE INDEX ix_records_standing ON records (standing, type, confidence, "key", fact);
CREATE INDEX ix_facts_disputed ON facts (disputed);
CREATE INDEX ix_facts_due ON facts (due);
CREATE INDEX ix_links_kind ON links (kind);
CREATE INDEX ix_pairs_fact ON pairs (fact);
COMMIT;
