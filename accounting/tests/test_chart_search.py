"""An account is found by what people call it, whatever the language of the books."""

import pytest

from accounting.chart import starting_chart
from accounting.chart_search import rank


def found(asked: str, language: str = "nl", country: str = "BE") -> list[str]:
    """Codes of the starting chart that answer, the best first."""
    ranked = [(rank(asked, each.code, each.names, language, country), each.code) for each in starting_chart(country)]
    return [code for how, code in sorted((how, code) for how, code in ranked if how is not None)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("supplier suppliers vendor leverancier leveranciers crediteur fournisseur FOURNISSEURS", "440"),
        ("customer klant client debiteur", "400"),
        ("phone telephone gsm telefoon téléphone TELEPHONE internet", "612"),
        ("electricity elektriciteit électricité electricite energie water eau", "612"),
        ("software subscription abonnement hosting", "612"),
        ("fuel benzine essence diesel carburant brandstof petrol", "616"),
        ("rent huur loyer", "610"),
        ("insurance verzekering verzekeringen assurance", "613"),
        ("accountant boekhouder comptable lawyer advocaat avocat", "613"),
        ("marketing publicité reclame advertising", "614"),
        ("restaurant lunch maaltijd repas", "6142"),
        ("catering traiteur receptie réception", "6141"),
        ("train trein taxi courier", "615"),
        ("hotel hôtel lodging overnachting", "6151"),
        ("gift geschenk cadeau", "6143"),
        ("leasewagen", "2521"),
        ("maintenance onderhoud entretien cleaning schoonmaak", "611"),
        ("wages loon salaire", "620"),
        ("bankkosten", "659"),
        ("laptop meubelen furniture", "240"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_words_people_use_lead_to_the_account_in_every_ledger(words, code, language):
    missed = {word: found(word, language)[:5] for word in words.split() if code not in found(word, language)}
    assert missed == {}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("debiteur klant customer client BVorDebHad", "1300"),
        ("crediteur supplier leverancier fournisseur", "1600"),
        ("voorbelasting btw VAT TVA", "1520"),
        ("benzine fuel tanken laden carburant", "4300"),
        ("huur rent loyer", "4100"),
        ("lunch restaurant representatie", "4410"),
        ("hotel trein taxi", "4420"),
        ("telefoon internet KPN phone", "4510"),
        ("software hosting", "4520"),
        ("boekhouder accountant bookkeeper", "4600"),
        ("bankkosten", "4700"),
        ("vpb vennootschapsbelasting", "9500"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_on_the_dutch_chart_too(words, code, language):
    missed = [word for word in words.split() if code not in found(word, language, "NL")]
    assert missed == []


@pytest.mark.parametrize("asked", ["bank costs", "frais bancaires", "Bank  Charges"])
def test_every_word_asked_for_must_be_there(asked):
    assert "659" in found(asked)
    assert "550" not in found(asked)


def test_the_code_goes_first_then_the_own_name_then_another_name_then_other_words():
    assert found("44") == ["440", "441", "444"]
    assert (rank("lever", "440", {"nl": "Leveranciers", "en": "Suppliers"}, "nl"),) < (
        rank("suppl", "440", {"nl": "Leveranciers", "en": "Suppliers"}, "nl"),
    )
    assert rank("suppl", "440", {"nl": "Leveranciers", "en": "Suppliers"}, "nl") == 2
    assert rank("vendor", "440", {"nl": "Leveranciers", "en": "Suppliers"}, "nl") == 3


def test_a_word_that_begins_so_goes_before_one_that_only_contains_it():
    assert found("rent")[0] == "610"  # not Vastrentende effecten, 52
    assert found("gsm")[0] == "612"  # not Herwaarderingsmeerwaarden, 12
    assert "52" in found("rent")


def test_a_sub_account_answers_to_the_words_of_its_account():
    assert rank("phone", "612003", {"nl": "Vaste lijn"}, "nl") == 3


@pytest.mark.parametrize("asked", ["", "  ", "_", "%", "xyzzy", "9"])
def test_nothing_answers_to_nothing(asked):
    assert found(asked) == []
