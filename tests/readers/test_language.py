from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import LanguageError
from dragoman.readers.language import check_language
from tests.readers.support import ARTICLE, refusal

FOREIGN = {
    "Dutch": "De minister van Buitenlandse Zaken heeft maandag in Den Haag gesproken over handel of veiligheid; het was goed dat zij kwam.",
    "German": "Der Außenminister traf am Montag in Berlin seinen koreanischen Amtskollegen und unterzeichnete ein Abkommen über Handel.",
    "French": "Le ministre des Affaires étrangères a rencontré lundi à Paris son homologue coréen pour parler de commerce et de sécurité.",
    "Spanish": "El ministro de Asuntos Exteriores se reunió el lunes en Madrid con su homólogo coreano para hablar de comercio.",
    "Danish": "Udenrigsministeren mødte mandag sin koreanske kollega for at tale om handel, og han sagde at det var for tidligt at slutte.",
    "Turkish": "Dışişleri Bakanı pazartesi günü Ankara'da Koreli mevkidaşıyla görüştü ve taraflar ticaret alanında bir anlaşma imzaladı.",
    "Russian": "Министр иностранных дел встретился в понедельник в Москве со своим корейским коллегой и подписал соглашение о торговле.",
    "Kazakh": "Сыртқы істер министрі дүйсенбі күні Астанада корей әріптесімен кездесіп, сауда туралы келісімге қол қойды.",
    "Korean": "외교부 장관은 월요일 서울에서 카자흐스탄 외교장관과 회담을 갖고 무역 협정에 서명했다.",
    "Chinese": "外交部长星期一在北京会见了哈萨克斯坦外长，双方同意扩大贸易和安全合作。",
    "Arabic": "التقى وزير الخارجية يوم الاثنين في الرياض نظيره الكوري ووقعا اتفاقية بشأن التجارة والأمن.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_another_language_is_refused_by_its_name(language: str) -> None:
    error = refusal(FOREIGN[language])
    assert isinstance(error, LanguageError)
    assert language in error.reason


@pytest.mark.parametrize("language", FOREIGN)
def test_a_long_text_in_another_language_is_refused_too(language: str) -> None:
    with pytest.raises(LanguageError):
        check_language("\n\n".join([FOREIGN[language]] * 200), "input")


def test_english_is_recognised() -> None:
    assert check_language(ARTICLE, "input") == "en"


@pytest.mark.parametrize("text", [
    "Letters of credence: Lubomir Rehak (Slovak Republic), Dang Minh Khoi (Vietnam), Abdullahi Yibaikwal Shehu (Nigeria), Ulan Djusupov.",
    "Shr 3.13 dlrs vs 2.02 dlrs\n\nNet 39.1 mln vs 26.9 mln\n\nRevs 301 mln vs 299 mln\n\nQtly div 18 cts vs 18 cts prior",
    "President Kassym-Jomart Tokayev received Yoon Suk Yeol, Shavkat Mirziyoyev, Recep Tayyip Erdoğan, Björk Guðmundsdóttir.",
])
def test_names_and_tables_are_in_no_language(text: str) -> None:
    assert check_language(text, "input") in {"en", None}


@pytest.mark.parametrize("text", ["Guten Morgen, Herr Minister!", "Accord signé", "Да", "", "12.5 %"])
def test_short_texts_are_let_through(text: str) -> None:
    assert check_language(text, "input") is None


def test_a_short_text_is_in_the_language_that_it_declares() -> None:
    assert check_language("Accord signé", "input", "en-GB") == "en-GB"
    with pytest.raises(LanguageError, match="French"):
        check_language("Accord signé", "input", "fr")
    assert check_language(ARTICLE, "input", "fr") == "en"


def test_a_short_text_in_another_script_is_not() -> None:
    with pytest.raises(LanguageError, match="Russian"):
        check_language("Встреча министров в Астане", "input")


def test_english_that_quotes_another_language_is_english() -> None:
    assert check_language(f"{ARTICLE}\n\n“{FOREIGN['Russian']}”", "input") == "en"


@pytest.mark.parametrize("folder", ["corpus", "data/readouts", "data/newswire"])
def test_no_english_document_of_the_corpora_is_refused(shared: Path, folder: str) -> None:
    files = sorted(file for file in (shared / folder).glob("*.jsonl") if ".gold." not in file.name)
    step = 3 if folder == "corpus" else 7
    texts = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").split("\n")[::step] if line]
    assert len(texts) > 100
    for text in texts:
        check_language(text, "input")
