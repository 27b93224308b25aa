BEGIN TRANSACTION;
CREATE TABLE documents (
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
	CONSTRAINT pk_documents PRIMARY KEY (id)
);
INSERT INTO "documents" VALUES('d1','7f75471ed4a1971b070fb50ae56bf75cca28dce94662ab0182532aeb3b668f2e','Ministers of Estonia and Finland met in Tallinn. Finland will send a doctor. “We are glad,” she said. Latvia was told.','Ministers meet','2031-05-04','Baltic Post',NULL,NULL,NULL,'[]','[]','dragoman 0.1.0');
INSERT INTO "documents" VALUES('d0','411123756249c1d64ad2cec1b554b7feedec86373e9c856aacf15ec6c7c179c0','Ministers met.',NULL,'2031-05-05',NULL,NULL,NULL,NULL,'[]','[]','');
CREATE TABLE dragoman_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT dragoman_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "dragoman_schema" VALUES('0001');
CREATE TABLE records (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	type TEXT NOT NULL, 
	data JSON NOT NULL, 
	CONSTRAINT pk_records PRIMARY KEY (document_id, position), 
	CONSTRAINT fk_records_documents FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "records" VALUES('d1',0,'r-fb083d6eba96','meeting','{"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "date": "2031-05-04", "evidence": [{"quote": "Ministers", "start": 0, "end": 9}]}');
INSERT INTO "records" VALUES('d1',1,'r-c09bfaf7845b','agreement','{"type": "agreement", "kind": "agreement", "subject": "fish", "parties": ["EST", "FIN"], "status": "signed", "evidence": [{"quote": "Ministers", "start": 0, "end": 9}]}');
INSERT INTO "records" VALUES('d1',2,'r-cd60193afe44','statement','{"type": "statement", "speaker": "she", "affiliation": "EST", "mode": "direct", "content": "We are glad", "evidence": [{"quote": "Ministers", "start": 0, "end": 9}]}');
INSERT INTO "records" VALUES('d0',0,'r-7f8da6d52bff','meeting','{"type": "meeting", "kind": "talks", "parties": ["EST", "FIN"], "date": "2031-05-04", "evidence": [{"quote": "Ministers", "start": 0, "end": 9}]}');
CREATE TABLE actors (
	document_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	CONSTRAINT pk_actors PRIMARY KEY (document_id, position, code), 
	CONSTRAINT fk_actors_records FOREIGN KEY(document_id, position) REFERENCES records (document_id, position) ON DELETE CASCADE
);
INSERT INTO "actors" VALUES('d1',0,'EST');
INSERT INTO "actors" VALUES('d1',0,'FIN');
INSERT INTO "actors" VALUES('d1',1,'EST');
INSERT INTO "actors" VALUES('d1',1,'FIN');
INSERT INTO "actors" VALUES('d1',2,'EST');
INSERT INTO "actors" VALUES('d0',0,'EST');
INSERT INTO "actors" VALUES('d0',0,'FIN');
CREATE INDEX ix_documents_sha256 ON documents (sha256);
CREATE INDEX ix_records_id ON records (id);
CREATE INDEX ix_actors_code ON actors (code);
COMMIT;
