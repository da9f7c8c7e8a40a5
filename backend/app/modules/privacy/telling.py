"""What an export says of itself, in the reader's language, and who is told that it is ready."""

from app.core import mail
from app.core.config import settings
from app.core.work import Work
from app.modules.identity.models import User
from app.modules.privacy.models import COMPANY as OF_THE_COMPANY
from app.modules.privacy.models import KEPT, Export

COMPANY = {
    "en": """\
{name}: everything we hold, as it was at {taken_at} (UTC)

tables/NAME.jsonl    one JSON object per line; amounts are text, instants are UTC
tables/NAME.csv      the same for a spreadsheet; an apostrophe disarms what would run as a formula
originals/           the files as they were uploaded, each behind the id of its document
missing.txt          originals that were removed while this file was made, if any
checksums.txt        SHA-256 of every file (sha256sum -c checksums.txt)

tables/events.jsonl is the audit log. Each `hash` is the SHA-256 of the hash before it and the row itself.
Left inside: hashes of passwords and keys, sealed texts, who is signed in.
""",
    "nl": """\
{name}: alles wat wij bewaren, zoals het was op {taken_at} (UTC)

tables/NAAM.jsonl    één JSON-object per regel; bedragen zijn tekst, tijdstippen zijn UTC
tables/NAAM.csv      hetzelfde voor een rekenblad; een apostrof maakt onschadelijk wat als formule zou werken
originals/           de bestanden zoals ze werden opgeladen, elk achter het id van zijn document
missing.txt          originelen die werden verwijderd terwijl dit bestand werd gemaakt, als die er zijn
checksums.txt        SHA-256 van elk bestand (sha256sum -c checksums.txt)

tables/events.jsonl is het auditlogboek. Elke `hash` is de SHA-256 van de hash ervoor en de rij zelf.
Niet erin: hashes van wachtwoorden en sleutels, verzegelde teksten, wie aangemeld is.
""",
    "fr": """\
{name} : tout ce que nous conservons, tel que c'était le {taken_at} (UTC)

tables/NOM.jsonl     un objet JSON par ligne ; les montants sont du texte, les instants sont en UTC
tables/NOM.csv       la même chose pour un tableur ; une apostrophe désarme ce qui agirait comme formule
originals/           les fichiers tels qu'ils ont été envoyés, chacun derrière l'id de son document
missing.txt          les originaux supprimés pendant la préparation de ce fichier, s'il y en a
checksums.txt        SHA-256 de chaque fichier (sha256sum -c checksums.txt)

tables/events.jsonl est le journal d'audit. Chaque `hash` est le SHA-256 du hash précédent et de la ligne elle-même.
N'y sont pas : hashs de mots de passe et de clés, textes scellés, qui est connecté.
""",
}
PERSON = {
    "en": """\
{name}: what we hold about you, as it was at {taken_at} (UTC)

you/                       your account, your sessions, your second factor (without its secret)
companies/ID/about-you/    rows about you in a company that you belong to, or belonged to
companies/ID/by-you/       what you did there: which row, when, from where. What it says belongs to the company's books;
                           its owner can export those.
checksums.txt              SHA-256 of every file (sha256sum -c checksums.txt)

Left inside: hashes of your password, keys and codes. To be forgotten: Settings, Profile.
""",
    "nl": """\
{name}: wat wij over je bewaren, zoals het was op {taken_at} (UTC)

you/                       je account, je sessies, je tweede factor (zonder het geheim)
companies/ID/about-you/    rijen over jou in een bedrijf waartoe je behoort of behoorde
companies/ID/by-you/       wat je daar deed: welke rij, wanneer, van waar. De inhoud behoort tot de boeken van het
                           bedrijf; de eigenaar kan die exporteren.
checksums.txt              SHA-256 van elk bestand (sha256sum -c checksums.txt)

Niet erin: hashes van je wachtwoord, sleutels en codes. Om vergeten te worden: Instellingen, Profiel.
""",
    "fr": """\
{name} : ce que nous conservons sur vous, tel que c'était le {taken_at} (UTC)

you/                       votre compte, vos sessions, votre second facteur (sans son secret)
companies/ID/about-you/    les lignes sur vous dans une entreprise dont vous faites ou faisiez partie
companies/ID/by-you/       ce que vous y avez fait : quelle ligne, quand, d'où. Le contenu appartient aux livres de
                           l'entreprise ; son propriétaire peut les exporter.
checksums.txt              SHA-256 de chaque fichier (sha256sum -c checksums.txt)

N'y sont pas : hashs de votre mot de passe, clés et codes. Pour être oublié : Paramètres, Profil.
""",
}
MISSING = {
    "en": "removed while this file was made",
    "nl": "verwijderd terwijl dit bestand werd gemaakt",
    "fr": "supprimé pendant la préparation de ce fichier",
}


async def say_it_is_ready(work: Work, export: Export) -> None:
    user = await work.session.get_one(User, export.requested_by)
    page = "settings/company" if export.kind == OF_THE_COMPANY else "settings"
    await mail.send(
        work,
        "export_ready",
        to=user.email,
        language=user.language,
        user_id=user.id,
        name=user.full_name,
        link=f"{settings().public_url.rstrip('/')}/{page}",
        days=KEPT.days,
    )
