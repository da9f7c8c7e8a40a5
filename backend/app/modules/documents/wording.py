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
}
UNKNOWN = {"en": "Check this field.", "nl": "Controleer dit veld.", "fr": "Vérifiez ce champ."}


def sentence(code: str, language: str) -> str:
    """What the code of a problem or warning means, in `language` or else in English."""
    words = PROBLEMS.get(code) or WARNINGS.get(code) or UNKNOWN
    return words.get(language) or words["en"]
