"""What went wrong with a document, in the reader's language: a sentence a person can act on."""

PROBLEMS: dict[str, dict[str, str]] = {
    "empty_file": {
        "en": "This file is empty. Check it on your computer and upload it again.",
        "nl": "Dit bestand is leeg. Controleer het op je computer en laad het opnieuw op.",
        "fr": "Ce fichier est vide. Vérifiez-le sur votre ordinateur et chargez-le à nouveau.",
    },
    "missing_file": {
        "en": "The file is no longer in storage. Upload it again.",
        "nl": "Het bestand staat niet meer in de opslag. Laad het opnieuw op.",
        "fr": "Le fichier n'est plus dans l'espace de stockage. Chargez-le à nouveau.",
    },
    "damaged_file": {
        "en": "This file is damaged or incomplete. Open it yourself to check, or ask the supplier to send it again.",
        "nl": "Dit bestand is beschadigd of onvolledig. Open het zelf ter controle of vraag het opnieuw aan de leverancier.",
        "fr": "Ce fichier est endommagé ou incomplet. Ouvrez-le pour vérifier, ou redemandez-le au fournisseur.",
    },
    "password_protected": {
        "en": "This PDF is protected by a password. Remove the password and upload it again.",
        "nl": "Deze pdf is beveiligd met een wachtwoord. Verwijder het wachtwoord en laad hem opnieuw op.",
        "fr": "Ce PDF est protégé par un mot de passe. Retirez le mot de passe et chargez-le à nouveau.",
    },
    "too_many_pages": {
        "en": "This document has too many pages (the limit is 100). Split it and upload each invoice by itself.",
        "nl": "Dit document heeft te veel pagina's (hoogstens 100). Splits het en laad elke factuur apart op.",
        "fr": "Ce document a trop de pages (100 au plus). Divisez-le et chargez chaque facture séparément.",
    },
    "too_many_pixels": {
        "en": "This image is too large (the limit is 60 megapixels). Make it smaller and upload it again.",
        "nl": "Deze afbeelding is te groot (hoogstens 60 megapixel). Verklein ze en laad ze opnieuw op.",
        "fr": "Cette image est trop grande (60 mégapixels au plus). Réduisez-la et chargez-la à nouveau.",
    },
    "unsafe_xml": {
        "en": "This XML contains a document type or entities, which an invoice never needs. Ask the supplier for a clean file.",
        "nl": "Deze XML bevat een documenttype of entiteiten; een factuur heeft die nooit nodig. Vraag een schoon bestand.",
        "fr": "Ce XML contient un type de document ou des entités, inutiles dans une facture. Demandez un fichier propre.",
    },
    "xml_too_deep": {
        "en": "This XML nests its elements far deeper than any invoice does, so it was not opened. Ask the supplier for the invoice as UBL or PDF.",
        "nl": "Deze XML nest zijn elementen veel dieper dan een factuur ooit doet en is daarom niet geopend. Vraag de leverancier de factuur als UBL of pdf.",
        "fr": "Ce XML imbrique ses éléments bien plus profondément qu'une facture ; il n'a pas été ouvert. Demandez la facture au fournisseur en UBL ou PDF.",
    },
    "not_an_invoice": {
        "en": "This XML is no invoice that we know (UBL or CII). Upload the invoice itself.",
        "nl": "Deze XML is geen factuur die we kennen (UBL of CII). Laad de factuur zelf op.",
        "fr": "Ce XML n'est pas une facture connue (UBL ou CII). Chargez la facture elle-même.",
    },
    "nothing_to_read": {
        "en": "There is no text on this page. Take a sharper photo, closer and in good light, and upload it again.",
        "nl": "Er staat geen tekst op deze pagina. Neem een scherpere foto, dichterbij en met goed licht, en laad die op.",
        "fr": "Il n'y a pas de texte sur cette page. Prenez une photo plus nette, de plus près et bien éclairée.",
    },
    "nothing_to_read:application/pdf": {
        "en": "The pages of this PDF are blank: there is no text on them, not even in a picture. Open it to check, then scan the paper again or ask the supplier for another copy.",
        "nl": "De pagina's van deze pdf zijn leeg: er staat geen tekst op, ook niet in een beeld. Open hem ter controle en scan het papier opnieuw of vraag de leverancier een andere kopie.",
        "fr": "Les pages de ce PDF sont vides : aucun texte, pas même dans une image. Ouvrez-le pour vérifier, puis scannez à nouveau le papier ou demandez une autre copie au fournisseur.",
    },
    "took_too_long": {
        "en": "Reading this document took too long and was stopped. Try a simpler scan, or split it.",
        "nl": "Het lezen van dit document duurde te lang en is gestopt. Probeer een eenvoudiger scan of splits het.",
        "fr": "La lecture de ce document était trop longue et a été arrêtée. Essayez un scan plus simple ou divisez-le.",
    },
    "too_much_memory": {
        "en": "This document needs too much memory to read. Scan it at 300 dpi or less and upload it again.",
        "nl": "Dit document vraagt te veel geheugen. Scan het op hoogstens 300 dpi en laad het opnieuw op.",
        "fr": "Ce document demande trop de mémoire. Scannez-le à 300 dpi au plus et chargez-le à nouveau.",
    },
    "unsupported_type": {
        "en": "This is none of PDF, JPEG, PNG, TIFF, HEIC or an XML invoice, whatever its name says.",
        "nl": "Dit is geen pdf, JPEG, PNG, TIFF, HEIC of XML-factuur, wat de naam ook zegt.",
        "fr": "Ce n'est ni un PDF, JPEG, PNG, TIFF, HEIC, ni une facture XML, quel que soit son nom.",
    },
    "file_too_large": {
        "en": "This file is larger than 25 MB. Make it smaller, or split it.",
        "nl": "Dit bestand is groter dan 25 MB. Verklein of splits het.",
        "fr": "Ce fichier dépasse 25 Mo. Réduisez-le ou divisez-le.",
    },
    "too_many_files": {
        "en": "At most 200 files at a time. Send the rest in another upload.",
        "nl": "Hoogstens 200 bestanden tegelijk. Stuur de rest in een volgende keer.",
        "fr": "200 fichiers à la fois au plus. Envoyez le reste dans un autre chargement.",
    },
    "reading_cancelled": {
        "en": "Reading was cancelled. Start it again when you like.",
        "nl": "Het lezen is geannuleerd. Start het opnieuw wanneer je wilt.",
        "fr": "La lecture a été annulée. Relancez-la quand vous voulez.",
    },
    "reading_failed": {
        "en": "This document could not be read, even on its own. Try again, or upload a cleaner copy.",
        "nl": "Dit document kon niet gelezen worden, ook niet apart. Probeer opnieuw of laad een betere kopie op.",
        "fr": "Ce document n'a pas pu être lu, même seul. Réessayez ou chargez une meilleure copie.",
    },
}

WARNINGS: dict[str, dict[str, str]] = {
    "total_differs_from_parts": {
        "en": "Net amount and VAT do not add up to the total.",
        "nl": "Nettobedrag en btw geven samen niet het totaal.",
        "fr": "Le montant net et la TVA ne donnent pas le total.",
    },
    "vat_number_checksum": {
        "en": "The check digits of this VAT number do not fit.",
        "nl": "De controlecijfers van dit btw-nummer kloppen niet.",
        "fr": "Les chiffres de contrôle de ce numéro de TVA ne conviennent pas.",
    },
    "iban_checksum": {
        "en": "The check digits of this account number do not fit.",
        "nl": "De controlecijfers van dit rekeningnummer kloppen niet.",
        "fr": "Les chiffres de contrôle de ce numéro de compte ne conviennent pas.",
    },
    "iban_national_check": {
        "en": "The old Belgian check digits inside this account number do not fit.",
        "nl": "De oude Belgische controlecijfers in dit rekeningnummer kloppen niet.",
        "fr": "Les anciens chiffres de contrôle belges de ce numéro de compte ne conviennent pas.",
    },
    "lines_differ": {
        "en": "The lines do not add up to the net amount.",
        "nl": "De lijnen geven samen niet het nettobedrag.",
        "fr": "Les lignes ne donnent pas le montant net.",
    },
    "reference_checksum": {
        "en": "The check digits of this payment reference do not fit.",
        "nl": "De controlecijfers van deze mededeling kloppen niet.",
        "fr": "Les chiffres de contrôle de cette communication ne conviennent pas.",
    },
    "due_before_issue": {
        "en": "The due date is before the invoice date.",
        "nl": "De vervaldatum ligt voor de factuurdatum.",
        "fr": "L'échéance précède la date de facture.",
    },
    "breakdown_differs": {
        "en": "The VAT per rate does not add up to the VAT amount.",
        "nl": "De btw per tarief geeft samen niet het btw-bedrag.",
        "fr": "La TVA par taux ne donne pas le montant de TVA.",
    },
    "breakdown_base_differs": {
        "en": "The bases of the VAT per rate do not add up to the net amount.",
        "nl": "De maatstaven van de btw per tarief geven samen niet het nettobedrag.",
        "fr": "Les bases de la TVA par taux ne donnent pas le montant net.",
    },
    "tax_number_unproven": {
        "en": "This number is from outside the European Union, so nothing proves it. Compare it with the document.",
        "nl": "Dit nummer komt van buiten de Europese Unie; niets bewijst het. Vergelijk het met het document.",
        "fr": "Ce numéro vient de l'extérieur de l'Union européenne ; rien ne le prouve. Comparez-le au document.",
    },
    "addressed_to_another_company": {
        "en": "This document is addressed to another company: the VAT number on it is not yours.",
        "nl": "Dit document is aan een ander bedrijf gericht: het btw-nummer erop is niet het jouwe.",
        "fr": "Ce document est adressé à une autre entreprise : le numéro de TVA n'est pas le vôtre.",
    },
}

VALUES: dict[str, dict[str, str]] = {
    "field_unknown": {
        "en": "There is no field of this name.",
        "nl": "Er is geen veld met deze naam.",
        "fr": "Il n'y a pas de champ de ce nom.",
    },
    "text": {
        "en": "Write some text, or leave it out.",
        "nl": "Schrijf een tekst of laat het veld weg.",
        "fr": "Écrivez un texte, ou laissez le champ vide.",
    },
    "text_too_long": {
        "en": "At most 500 characters.",
        "nl": "Hoogstens 500 tekens.",
        "fr": "500 caractères au plus.",
    },
    "text_invisible": {
        "en": "This text has an invisible character in it; type it anew.",
        "nl": "In deze tekst staat een onzichtbaar teken; typ hem opnieuw.",
        "fr": "Ce texte contient un caractère invisible ; tapez-le à nouveau.",
    },
    "amount": {
        "en": "Write the amount as text, such as '1234.50'.",
        "nl": "Schrijf het bedrag als tekst, zoals '1234.50'.",
        "fr": "Écrivez le montant comme texte, par exemple '1234.50'.",
    },
    "amount_too_large": {
        "en": "This amount is too large.",
        "nl": "Dit bedrag is te groot.",
        "fr": "Ce montant est trop grand.",
    },
    "amount_decimals": {
        "en": "An amount has at most two decimals.",
        "nl": "Een bedrag heeft hoogstens twee decimalen.",
        "fr": "Un montant a deux décimales au plus.",
    },
    "date": {
        "en": "Write the date as YYYY-MM-DD.",
        "nl": "Schrijf de datum als JJJJ-MM-DD.",
        "fr": "Écrivez la date comme AAAA-MM-JJ.",
    },
    "year": {
        "en": "This year cannot be right.",
        "nl": "Dit jaar kan niet kloppen.",
        "fr": "Cette année ne peut pas être juste.",
    },
    "currency": {
        "en": "Write the currency as three letters, such as EUR.",
        "nl": "Schrijf de munt als drie letters, zoals EUR.",
        "fr": "Écrivez la devise en trois lettres, par exemple EUR.",
    },
    "share": {
        "en": "A share is a percentage from 0 to 100.",
        "nl": "Een aandeel is een percentage van 0 tot 100.",
        "fr": "Une part est un pourcentage de 0 à 100.",
    },
    "treatment": {
        "en": "This is no VAT treatment of a purchase; `GET /vat/treatments` lists them.",
        "nl": "Dit is geen btw-behandeling van een aankoop; `GET /vat/treatments` noemt ze.",
        "fr": "Ceci n'est pas un traitement TVA d'un achat ; `GET /vat/treatments` les cite.",
    },
    "rows": {
        "en": "Send a list of at most 1000 rows.",
        "nl": "Stuur een lijst van hoogstens 1000 rijen.",
        "fr": "Envoyez une liste de 1000 lignes au plus.",
    },
    "row": {
        "en": "A row of VAT has rate, base, amount, category, account_code, deductible_percent and treatment; a line has description, quantity, unit_price, vat_rate and net_amount.",
        "nl": "Een btw-rij heeft rate, base, amount, category, account_code, deductible_percent en treatment; een lijn heeft description, quantity, unit_price, vat_rate en net_amount.",
        "fr": "Une ligne de TVA a rate, base, amount, category, account_code, deductible_percent et treatment ; une ligne d'article a description, quantity, unit_price, vat_rate et net_amount.",
    },
    "vat_number": {
        "en": "This is not a valid VAT number: check its digits. One from outside the European Union begins with its country's two letters, such as US or CH.",
        "nl": "Dit is geen geldig btw-nummer: kijk de cijfers na. Een nummer van buiten de Europese Unie begint met de twee letters van het land, zoals US of CH.",
        "fr": "Ce numéro de TVA n'est pas valable : vérifiez ses chiffres. Hors de l'Union européenne, il commence par les deux lettres du pays, comme US ou CH.",
    },
    "iban": {
        "en": "This is not a valid account number (IBAN): check its digits.",
        "nl": "Dit is geen geldig rekeningnummer (IBAN): kijk de cijfers na.",
        "fr": "Ce numéro de compte (IBAN) n'est pas valable : vérifiez ses chiffres.",
    },
    "accrued_cost": {
        "en": "What was accrued is a cost, a fixed asset or stock.",
        "nl": "Wat was toegerekend, is een kost, een vast actief of voorraad.",
        "fr": "Ce qui a été imputé est une charge, une immobilisation ou un stock.",
    },
    "account": {
        "en": "A purchase cannot be booked on this account; choose a cost (6…), a fixed asset (2…), stock (3…), an advance (406) or a prepaid expense (490).",
        "nl": "Een aankoop kan niet op deze rekening; kies een kost (6…), een vast actief (2…), voorraad (3…), een voorschot (406) of een over te dragen kost (490).",
        "fr": "Un achat ne peut pas aller sur ce compte ; choisissez une charge (6…), une immobilisation (2…), un stock (3…), un acompte (406) ou une charge à reporter (490).",
    },
}
"""What a person may type into a field; the codes are the reasons of `corrections.ValueInvalid`."""

UNKNOWN = {"en": "Check this field.", "nl": "Controleer dit veld.", "fr": "Vérifiez ce champ."}


def sentence(code: str, language: str, media_type: str | None = None) -> str:
    """What the code of a problem or warning means, in `language` or else in English.

    A kind of file may have words of its own: a blank PDF is not asked for a sharper photo.
    """
    words = PROBLEMS.get(f"{code}:{media_type}") or PROBLEMS.get(code) or WARNINGS.get(code) or UNKNOWN
    return words.get(language) or words["en"]


def value_sentence(reason: str, language: str) -> str:
    """What should have been typed, in `language` or else in English."""
    words = VALUES.get(reason) or UNKNOWN
    return words.get(language) or words["en"]
