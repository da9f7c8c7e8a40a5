"""Every column of an export that says something of a movement is read, with made-up rows below the banks' headers."""

import pytest

from accounting.statements import ColumnsUnknown, read


@pytest.mark.parametrize(
    "header",
    [
        "Rekeningnummer;Naam van de rekening;Rekening tegenpartij;Omzetnummer;Boekingsdatum;Valutadatum;Bedrag;"
        "Munteenheid;Omschrijving;Detail van de omzet;Bericht",
        "Numéro de compte;Nom du compte;Compte partie adverse;Numéro de mouvement;Date comptable;Date valeur;Montant;"
        "Devise;Libellés;Détails du mouvement;Message",
    ],
)
def test_the_message_of_ing_belgium_is_read_with_its_reference(header):
    row = (
        "BE68539007547034;BAKKERIJ;BE43068999999501;11;03/11/2026;04/11/2026;100,00;EUR;Overschrijving;LENA;"
        "***090/9337/55493***"
    )
    (statement,) = read(f"{header}\n{row}\n".encode())
    (movement,) = statement.movements
    assert (movement.text, movement.reference.value) == ("LENA ***090/9337/55493***", "090933755493")
    assert (movement.party.iban, str(movement.value_on)) == ("BE43068999999501", "2026-11-04")


@pytest.mark.parametrize(("sign", "amount"), [("D", "-1250.00"), ("C", "1250.00")])
def test_the_export_of_knab_says_debit_or_credit_beside_every_amount(sign, amount):
    rows = (
        "KNAB EXPORT;;;;;;;;;;;;;;;;",
        "Rekeningnummer;Transactiedatum;Valutacode;CreditDebet;Bedrag;Tegenrekeningnummer;Tegenrekeninghouder;"
        "Valutadatum;Betaalwijze;Omschrijving;Type betaling;Machtigingsnummer;Incassant ID;Adres;Referentie;Boekdatum;",
        f'"NL02KNAB1234567890";"05-11-2026";"EUR";"{sign}";"1250,00";"NL91ABNA0417164300";"LENA";"06-11-2026";'
        '"Overboeking";"factuur 8";"";"M-1";"";"Meir 1";"A1";"07-11-2026";',
    )
    (statement,) = read("\n".join(rows).encode())
    (movement,) = statement.movements
    assert (statement.account, statement.head.currency, str(movement.amount)) == ("NL02KNAB1234567890", "EUR", amount)
    assert (str(movement.booked_on), str(movement.value_on)) == ("2026-11-07", "2026-11-06")
    assert (movement.party.name, movement.party.iban, movement.party.address) == (
        "LENA",
        "NL91ABNA0417164300",
        "Meir 1",
    )
    assert (movement.text, movement.bank_id, movement.mandate) == ("factuur 8", "A1", "M-1")


@pytest.mark.parametrize(
    "table",
    [
        "Datum;Bedrag;Munt;Tegenpartij;Tegenrekening;Mededeling\n13/11/2026;100,00;EUR;LENA;BE43068999999501;x\n",
        "Date,Amount,Currency,Consumer name,Consumer bank account,Description\n2026-11-13,100.00,EUR,LENA,"
        "BE43068999999501,x\n",
    ],
)
def test_beside_a_column_of_accounts_the_other_side_is_a_name(table):
    (statement,) = read(table.encode())
    (movement,) = statement.movements
    assert (movement.party.name, movement.party.iban) == ("LENA", "BE43068999999501")


@pytest.mark.parametrize(
    ("table", "amount", "currency"),
    [
        (
            '"Datum","Tijd","Tijdzone","Naam","Type","Status","Valuta","Bruto","Kosten","Net","Transactiereferentie",'
            '"Saldo"\n"03-11-2026","10:00:00","CET","Lena","Websitebetaling","Voltooid","EUR","121,00","-4,45","116,55",'
            '"X1","116,55"\n"05-11-2026","10:00:00","CET","Jan","Autorisatie","In behandeling","EUR","50,00","0,00",'
            '"50,00","X3","116,55"\n',
            "116.55", "EUR",
        ),
        ("Datum;Valuta;Bedrag;Naam\n13/11/2026;USD;5,00;Lena\n", "5.00", "USD"),
    ],
)  # fmt: skip
def test_a_column_valuta_that_holds_currencies_is_the_currency(table, amount, currency):
    (statement,) = read(table.encode())
    (movement,) = statement.movements
    assert (movement.currency, str(movement.amount), movement.party.name) == (currency, amount, "Lena")
    assert movement.value_on == movement.booked_on


def test_a_column_valuta_that_holds_days_is_the_value_day():
    (statement,) = read(b"Datum;Valuta;Bedrag\n13/11/2026;14/11/2026;5,00\n")
    assert (statement.movements[0].value_on.day, statement.head.currency) == (14, None)


def test_the_shop_on_a_card_statement_of_ing_is_the_other_side():
    rows = (
        '"Datum";"Naam / Omschrijving";"Mutatiesoort";"Af Bij";"Bedrag (EUR)";"Mededelingen";"Kaartnummer"',
        '"2026-07-06";"IKEA";"Betaling";"Af";"249,18";"x";"5248"',
        '"2026-07-04";"AFLOSSING";"Incasso";"Bij";"100,00";"y";"5248"',
    )
    (statement,) = read("\n".join(rows).encode())
    assert [(str(each.amount), each.party.name) for each in statement.movements] == [
        ("-249.18", "IKEA"), ("100.00", "AFLOSSING"),
    ]  # fmt: skip


ABN = (
    "123456789\tEUR\t20261105\t3025,00\t3000,00\t20261105\t-25,00\tBEA   NR:A1B23C   05.11.26/09.15 Bakker,PAS123\n"
    "123456789\tEUR\t20261106\t3000,00\t3121,00\t20261107\t121,00\tSEPA Overboeking  Naam: LENA  F2026-00012\n"
)
TRIODOS = (
    '"05-11-2026","NL12TRIO0123456789","25,00","Debet","Bakker","","BA","brood","3.000,00"\n'
    '"06-11-2026","NL12TRIO0123456789","1.121,00","Credit","LENA","NL91ABNA0417164300","ET","F2026-00012","4.121,00"\n'
)


def test_the_text_file_of_abn_amro_is_known_by_its_cells():
    (statement,) = read(ABN.encode())
    assert (statement.account, statement.head.currency, statement.head.description) == (
        "123456789",
        "EUR",
        "abn_amro_tab",
    )
    first, second = statement.movements
    assert (str(first.booked_on), str(first.amount)) == ("2026-11-05", "-25.00")
    assert (str(second.value_on), str(second.amount)) == ("2026-11-07", "121.00")
    assert second.text == "SEPA Overboeking Naam: LENA F2026-00012"
    assert str(statement.tail.closing.amount) == "3121.00"


@pytest.mark.parametrize("balance", [True, False], ids=["with its balance", "as it was before"])
def test_the_export_of_triodos_is_known_by_its_cells(balance):
    rows = TRIODOS if balance else TRIODOS.replace(',"3.000,00"', "").replace(',"4.121,00"', "")
    (statement,) = read(rows.encode())
    first, second = statement.movements
    assert (str(first.booked_on), str(first.amount), first.party.name) == ("2026-11-05", "-25.00", "Bakker")
    assert (str(second.amount), second.party.iban, second.text) == ("1121.00", "NL91ABNA0417164300", "F2026-00012")


@pytest.mark.parametrize(
    ("was", "now"),
    [("3121,00", "much"), ("20261106", "06/11/26"), ("\tEUR\t", "\tEUR\tx\t")],
    ids=["no amount", "no day", "another column"],
)
def test_where_a_cell_has_another_shape_somebody_says_what_the_columns_are(was, now):
    with pytest.raises(ColumnsUnknown):
        list(read(ABN.replace(was, now).encode()))
