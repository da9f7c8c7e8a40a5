"""The words that invoices put beside their values, in Dutch, French, English and German: data, no code.

Role → language → phrases, in lower case without accents or punctuation, separated by bars. One phrase may play several
roles ("totaal" is a total and the head of a column); where it stands decides.
"""

LANGUAGES = ("nl", "fr", "en", "de")

LABELS: dict[str, dict[str, str]] = {
    # the document
    "invoice": {
        "nl": "factuur | rekening | ereloonnota | onkostennota | verkoopfactuur | aankoopfactuur",
        "fr": "facture | note d honoraires",
        "en": "invoice | tax invoice | bill | sales invoice | commercial invoice",
        "de": "rechnung | honorarnote",
    },
    "credit_note": {
        "nl": "creditnota | creditfactuur | kredietnota | credit nota",
        "fr": "note de credit | avoir | facture d avoir | notecredit",
        "en": "credit note | credit memo | credit invoice",
        "de": "gutschrift | rechnungskorrektur | stornorechnung | storno",
    },
    "receipt": {
        "nl": "kassabon | kasticket | kassaticket | bonnetje | btw ticket | pinbon",
        "fr": "ticket de caisse | ticket | recu",
        "en": "receipt | cash receipt",
        "de": "kassenbon | kassenbeleg | bon | quittung | bewirtungsbeleg",
    },
    # numbers
    "invoice_number": {
        "nl": (
            "factuurnummer | factuurnr | factuur nr | factuur nummer | factuur no | factuur n | nr factuur"
            " | nummer factuur | nota nummer | notanummer | rekeningnummer factuur | documentnummer"
            " | document nr | factuurnummer nr | bonnummer | ticketnummer | ticket nr | creditnotanummer"
            " | creditnota nr | creditnota nummer | creditfactuurnummer | uw factuurnummer | onze factuur"
        ),
        "fr": (
            "numero de facture | numero facture | facture numero | facture n | facture no | facture nr"
            " | n de facture | no de facture | n facture | no facture | nr facture | ref facture"
            " | reference facture | reference de la facture | numero de la facture | num facture"
            " | facture num | note de credit n | note de credit no | avoir n | avoir no | numero de document"
            " | n document | n de document | numero du document | ticket n | n de piece | numero de piece"
            " | numero de note de credit | numero d avoir"
        ),
        "en": (
            "invoice number | invoice no | invoice nr | invoice num | invoice id | invoice | inv no"
            " | inv number | inv | document number | document no | doc no | bill no | bill number"
            " | receipt no | receipt number | receipt | tax invoice no | tax inv no | tax inv"
            " | reference number | credit note number | credit note no | invoice ref | number of invoice"
            " | cash bill | bill id | invoice reference | trans no | slip no | check no | credit note nr"
        ),
        "de": (
            "rechnungsnummer | rechnungsnr | rechnungs nr | rechnung nr | rechnung nummer | rechnung no"
            " | rechn nr | re nr | belegnummer | beleg nr | belegnr | rg nr | rechnungs nummer"
            " | nummer der rechnung | gutschriftsnummer | gutschrift nr | dokumentnummer"
            " | rechnungsnummer nr | gutschriftnummer | bon nr | rechnungs no"
        ),
    },
    "number": {
        "nl": "nummer | nr",
        "fr": "numero | n | no | num",
        "en": "number | no | doc | document",
        "de": "nummer | nr | beleg",
    },
    "other_number": {
        "nl": (
            "klantnummer | klantnr | klant nr | klant nummer | klantcode | ordernummer | ordernr | order nr"
            " | bestelnummer | bestelling | bestelbon | bestelbonnummer | uw referentie | onze referentie"
            " | referentie | uw ref | onze ref | ref | offertenummer | offerte | leveringsbon | pakbon"
            " | pakbonnummer | dossiernummer | dossier | projectnummer | project | contractnummer | contract"
            " | debiteurnummer | debiteurnr | relatienummer | rekeningnummer | kvk | kvk nummer | kvk nr"
            " | ondernemingsnummer | artikelnummer | artikelnr | serienummer | werkbon | lidnummer"
            " | meternummer | kenteken | dossiernr | polisnummer | uw kenmerk | ons kenmerk | rpr | ean"
            " | kassa nr | tafel | order | terminal | orderreferentie | bestelreferentie | uw bestelling"
            " | onze bestelling | leveringsnota | leveringsbonnummer | projectcode | aansluitingsnummer"
        ),
        "fr": (
            "numero de client | n client | n de client | no client | code client | numero client"
            " | numero de commande | n commande | n de commande | n de bon de commande | n bon de commande"
            " | bon de commande | commande | reference | vos references | nos references | votre reference"
            " | notre reference | ref client | reference client | devis | numero de devis | bon de livraison"
            " | n de bon de livraison | n bon de livraison | contrat | numero de contrat | n contrat"
            " | dossier | numero de dossier | siret | siren | rcs | numero d entreprise | n d entreprise"
            " | n entreprise | numero de compte | id client | numero de ligne | projet | chantier"
            " | identifiant client | n siret | rpm | code naf | ape | ref | v ref | n ref | facture associee"
            " | n de facture associee | numero d abonne | reference commande | votre commande"
            " | notre commande | numero de tva client | ref commande | compte client"
        ),
        "en": (
            "customer number | customer no | customer id | customer | account number | account no"
            " | order number | order no | po number | p o | po no | purchase order | your reference"
            " | our reference | your ref | our ref | reference | quote | quotation | delivery note"
            " | contract | project | client number | client no | client id | company number"
            " | registration number | company registration | reg no | co reg | co no | company no"
            " | gst id no | gst id | gst reg no | gst no | gst registration no | tel | order | your order"
            " | member no | card no | terminal id | merchant id | approval code | auth code | trace no"
            " | batch no | table | table no | job no | ticket id | store | cashier no | account | do no"
            " | d o no | gst | pos no | ref no | ref | customer ref | order reference | order ref"
            " | work order | sales order | delivery no | roc no | supplier number"
        ),
        "de": (
            "kundennummer | kundennr | kunden nr | kunden nummer | kd nr | auftragsnummer | auftrags nr"
            " | auftragsnr | auftrag | bestellnummer | bestellung | bestell nr | ihre bestellung"
            " | lieferschein | lieferscheinnummer | lieferschein nr | ihre auftragsnummer | vertragsnummer"
            " | angebot | angebotsnummer | steuernummer | steuer nr | st nr | ihr zeichen | unser zeichen"
            " | ihre referenz | handelsregisternummer | hrb | hra | gln | globale nummer | kontonummer"
            " | kto nr | artikelnummer | referenz | weitere referenz | projekt | ihre kundennummer"
            " | lieferavis | debitorennummer | kunden id | referenz des kaufers | leitweg id"
            " | vorgangsnummer | mandatsreferenz | personalnummer | lieferantennummer"
        ),
    },
    # dates
    "issue_date": {
        "nl": (
            "factuurdatum | datum factuur | factuur datum | datum van de factuur | opmaakdatum"
            " | datum van opmaak | opgemaakt op | documentdatum | uitgiftedatum | factuurdag"
            " | datum creditnota | creditnotadatum | datum van uitgifte | creditdatum"
        ),
        "fr": (
            "date de facture | date facture | date de la facture | date d emission | emise le | emis le"
            " | date de facturation | facture du | facturee le | date du document | date de note de credit"
            " | date de creation | date d etablissement | date emission | etablie le"
        ),
        "en": (
            "invoice date | date of invoice | date of issue | issue date | issued on | issued | issued at"
            " | bill date | billing date | tax point | date issued | inv date | invoice dated"
            " | tax invoice date | receipt date | transaction date | bill dt | document date"
            " | credit note date | doc date"
        ),
        "de": (
            "rechnungsdatum | datum der rechnung | rechnung vom | rechnungs datum | belegdatum"
            " | ausstellungsdatum | rechn datum | beleg datum | liefer und rechnungsdatum"
            " | rechnungs und lieferdatum | rechnungsdatum lieferdatum | gutschriftsdatum | erstellungsdatum"
        ),
    },
    "date": {
        "nl": "datum",
        "fr": "date",
        "en": "date | dated | dt",
        "de": "datum",
    },
    "date_word": {
        "nl": "d d | van | dd",
        "fr": "le | du",
        "en": "on",
        "de": "vom | von | am",
    },
    "due_date": {
        "nl": (
            "vervaldatum | vervaldag | uiterste betaaldatum | te betalen voor | te betalen tegen"
            " | te betalen op | betalen voor | betaaldatum | betaal voor | vervalt op | uiterlijk op"
            " | uiterlijk | gelieve te betalen voor | betaling voor | uiterste betalingsdatum | voor"
            " | betalen uiterlijk | te voldoen voor | datum verval | uiterste betaaldag | betaalbaar tot"
            " | betaalbaar voor | betalingstermijn tot | te betalen uiterlijk | vervaldatum factuur"
            " | betalen tegen"
        ),
        "fr": (
            "date d echeance | echeance | date echeance | a payer avant le | payable avant le"
            " | a payer pour le | date limite de paiement | date limite | payable au plus tard le"
            " | au plus tard le | a regler avant le | echeance le | a payer avant | payable le"
            " | payable avant | echeance au | date de paiement | a payer pour | a regler avant"
            " | a regler pour le | paiement avant le | a echeance du | exigible le | prelevement a partir du"
            " | date limite paiement | payable jusqu au | reglement le"
        ),
        "en": (
            "due date | payment due | due by | due on | pay by | payable by | date due | payment due date"
            " | due | please pay by | payment date | please remit until | remit by | remit until"
            " | pay before | payable before | payable until | please pay before | terms due | payment due by"
            " | to be paid by | settle by | pay no later than"
        ),
        "de": (
            "falligkeit | fallig am | falligkeitsdatum | zahlbar bis | zahlungsziel | zu zahlen bis"
            " | zahlbar bis zum | bis zum | bis spatestens | zahlungsfrist | fallig | falligkeitstag"
            " | zahlungstermin | zahlbar am | uberweisen sie bis | bis zum spatestens | fallig bis"
            " | spatestens bis | spatestens am | fallig zum | zahlung bis"
        ),
    },
    "other_date": {
        "nl": (
            "leverdatum | leveringsdatum | levering op | orderdatum | besteldatum | datum levering | periode"
            " | tot | begindatum | einddatum | printdatum | datum bestelling | verzenddatum | startdatum"
            " | geboortedatum | datum prestatie | afgedrukt op | betaald op | geldig tot | uitvoeringsdatum"
            " | datum uitvoering | prestatiedatum"
        ),
        "fr": (
            "date de livraison | date livraison | date de commande | periode | periode du | du au"
            " | date de debut | date de fin | imprime le | date de debut de prestation"
            " | date de fin de prestation | date de facture associee | date commande | debut | fin"
            " | datdebut | datfin | date de prestation | livre le | payee le | paye le | valable jusqu au"
            " | date de naissance | date de l operation"
        ),
        "en": (
            "delivery date | order date | ship date | shipping date | period | service period | from | to"
            " | start date | end date | date of delivery | date of supply | print date | date shipped"
            " | statement date | valid until | date of birth | printed | service date | expiry | expires"
            " | supply date | paid on | billing period"
        ),
        "de": (
            "lieferdatum | leistungsdatum | bestelldatum | leistungszeitraum | abrechnungszeitraum"
            " | auftragsdatum | liefer und leistungsdatum | liefer bzw leistungsdatum | zeitraum"
            " | versanddatum | druckdatum | liefertermin | leistungszeitpunkt | bestellung vom | gemass"
            " | datum der lieferung | bezahlt am"
        ),
    },
    # totals
    "net": {
        "nl": (
            "totaal excl btw | totaal exclusief btw | totaal excl | excl btw | exclusief btw"
            " | subtotaal excl btw | netto totaal | totaal netto | nettobedrag | netto bedrag"
            " | maatstaf van heffing | maatstaf | bedrag excl btw | bedrag exclusief btw | totaal zonder btw"
            " | excl | grondslag | btw grondslag | belastbaar bedrag | totaal bedrag excl btw | basis btw"
            " | netto | belastbare basis | totaal ex btw | totaal maatstaf | te belasten bedrag"
            " | nettototaal | zonder btw | ex btw | bedrag zonder btw | subtotaal exclusief btw"
        ),
        "fr": (
            "total ht | total hors tva | montant ht | total hors taxes | hors tva | montant hors tva | htva"
            " | total htva | montant htva | net ht | sous total ht | base imposable | base tva | base ht"
            " | total net ht | base | total eur ht | montant eur ht | montant net | net htva | total net"
            " | base de tva | total excl tva | total h t | montant h t | total hors t v a | sous total htva"
            " | sous total hors tva | total tvac excl | ht | prix ht total | total net htva"
            " | montant total ht | montant total hors tva | total imposable | total exclusif tva"
        ),
        "en": (
            "total excl vat | total excluding vat | net total | net amount | amount excl vat | total net"
            " | taxable amount | total before tax | subtotal excl vat | total ex vat | excl vat | net"
            " | total excluding tax | taxable | amount excluding vat | sub total excl gst | total excl gst"
            " | total before vat | tax base | total amount excl vat | total without vat"
            " | subtotal excluding vat | total excl tax | net amout | net value | total sales excluding gst"
        ),
        "de": (
            "nettobetrag | summe netto | gesamt netto | rechnungssumme netto | netto | zwischensumme netto"
            " | nettosumme | gesamtbetrag netto | rechnungssumme ohne ust | summe ohne mwst"
            " | gesamtnettobetrag | netto gesamt | netto summe | total netto | basisbetrag | nettowert"
            " | steuerbasisbetrag | nettopreis | bemessungsgrundlage | ohne mwst | exkl mwst"
            " | zzgl mwst netto | netto betrag | summe nettobetrage | warenwert netto | gesamtsumme netto"
            " | entgelt netto"
        ),
    },
    "vat": {
        "nl": (
            "btw | btw bedrag | totaal btw | btw totaal | bedrag btw | btw hoog | btw laag | b t w"
            " | te betalen btw | omzetbelasting | verschuldigde btw | btw te betalen"
        ),
        "fr": (
            "tva | montant tva | total tva | t v a | montant de la tva | total t v a | dont tva"
            " | montant t v a | total taxes | taxes | taxe | montant de tva | tva due | total de la tva"
            " | montant total tva"
        ),
        "en": (
            "vat | vat amount | total vat | tax | tax amount | vat total | gst | total tax | sales tax"
            " | total gst | gst amount | gst payable | amount of vat | tax total | vat due | service tax"
            " | gst amt"
        ),
        "de": (
            "mwst | umsatzsteuer | ust | ust betrag | mehrwertsteuer | steuerbetrag | mwst betrag"
            " | gesamt ust | summe mwst | ust gesamt | zuzuglich umsatzsteuer | zzgl mwst | zzgl ust"
            " | umsatzsteuerbetrag | zuzuglich mwst | gesamt mwst | mehrwertsteuerbetrag"
            " | summe umsatzsteuer | steuer | summe ust | ust summe"
        ),
    },
    "gross": {
        "nl": (
            "totaal incl btw | totaal inclusief btw | totaal incl | incl btw | factuurtotaal"
            " | totaal factuur | factuurbedrag | totaalbedrag | totaal bedrag incl btw | eindtotaal"
            " | totaalbedrag incl btw | bedrag incl btw | inclusief btw | totaal bedrag | factuur totaal"
            " | algemeen totaal | totaal van de factuur | totaalbedrag inclusief btw | bedrag inclusief btw"
            " | totaal generaal | totaal met btw | brutobedrag | bruto totaal | totaal creditnota"
            " | eindbedrag"
        ),
        "fr": (
            "total ttc | montant ttc | total tvac | tvac | ttc | total tva comprise | montant total ttc"
            " | total facture | total tvac eur | montant eur ttc | total general | total eur ttc"
            " | total toutes taxes comprises | montant total tvac | total t t c | total tva incluse"
            " | montant tvac | total facture ttc | montant total | total de la facture | montant facture"
            " | total avec tva | total incl tva | total t v a c"
        ),
        "en": (
            "total incl vat | total including vat | grand total | invoice total | total amount"
            " | total incl gst | total inclusive of gst | amount incl vat | total sales inclusive of gst"
            " | total inc vat | total inclusive gst | total incl | total inc gst | total sales inclusive gst"
            " | nett total | total including gst | gross total | gross amount | total amount incl vat"
            " | total invoice | total amt | total incl tax | gross | total with vat | total takeout"
            " | takeout total incl gst | total amt incl gst | total rm | total gross | total rounded"
            " | rounded total | round d total | total after rounding | rounded total rm"
            " | total sales incl gst | total inclusive of tax | total including tax | invoice amount"
            " | total payable incl gst | net total incl gst | total amount incl gst"
        ),
        "de": (
            "gesamtbetrag | bruttobetrag | rechnungsbetrag | rechnungssumme | rechnungssumme brutto"
            " | bruttosumme | gesamtsumme | endbetrag | summe brutto | gesamt brutto | rechnungsendbetrag"
            " | gesamtbetrag brutto | endsumme | gesamt inkl mwst | brutto | inkl mwst"
            " | rechnungsgesamtbetrag | gesamtpreis brutto | total brutto | bruttorechnungsbetrag"
            " | gesamtbetrag inkl mwst | summe inkl mwst"
        ),
    },
    "total": {
        "nl": "totaal | tot",
        "fr": "total | montant",
        "en": "total | amount | tl",
        "de": "summe | gesamt | betrag",
    },
    "due": {
        "nl": (
            "te betalen | te betalen bedrag | totaal te betalen | nog te betalen | openstaand bedrag"
            " | te voldoen | saldo te betalen | openstaand | restbedrag | saldo | te ontvangen"
            " | door u te betalen | gelieve te betalen | totaal te voldoen"
        ),
        "fr": (
            "net a payer | a payer | total a payer | montant a payer | solde | reste a payer | solde a payer"
            " | somme a payer | net a payer ttc | montant du | net a regler | reste du | solde du"
            " | total a regler | montant net a payer | total du"
        ),
        "en": (
            "amount due | balance due | total due | due payable | payable | total payable | balance"
            " | amount payable | outstanding | net payable | to pay | please pay | payable amount"
            " | total amount due | total amount payable | net amount due | outstanding balance"
            " | total to pay"
        ),
        "de": (
            "zahlbetrag | zu zahlen | zu zahlender betrag | noch zu zahlen | offener betrag"
            " | uberweisungsbetrag | restbetrag | falliger betrag | offener rechnungsbetrag | zahlungsbetrag"
            " | zu uberweisen"
        ),
    },
    "paid": {
        "nl": (
            "betaald | reeds betaald | voorschot | contant | wisselgeld | terug | vooruitbetaald | ontvangen"
            " | cash | bancontact | maestro | pin | aanbetaling | korting | kortingsbedrag | voorschotten"
        ),
        "fr": (
            "acompte | deja paye | paye | especes | rendu | carte bancaire | cb | remise | recu | deja regle"
            " | monnaie | avance | carte | escompte | acomptes verses"
        ),
        "en": (
            "paid | amount paid | cash | change | tendered | visa | mastercard | credit card | deposit"
            " | discount | rounding | rounding adj | prepaid | rounding adjustment | change due"
            " | cash tendered | disc | savings | received | cash received | card | round adj | payment"
            " | tender | cash change | total discount | total savings | you saved | round amt | rounding amt"
            " | bill disc | item discount | amount tendered | cash rm"
        ),
        "de": (
            "anzahlung | bezahlt | erhaltene anzahlungen | gegeben | ruckgeld | bar | skonto | rabatt"
            " | karte | ec karte | zuruck | vorauszahlung | gesamtbetrag der zuschlage"
            " | gesamtbetrag der abschlage | bereits bezahlt | wechselgeld"
        ),
    },
    "subtotal": {
        "nl": "subtotaal | sub totaal | totaal goederen | tussentotaal | overdracht | over te dragen",
        "fr": "sous total | sous totaux | report | a reporter | soustotal",
        "en": "subtotal | sub total | sub ttl | sub tot | total sales | carried forward | sub amount",
        "de": "zwischensumme | positionssumme | ubertrag | warenwert | summe positionen",
    },
    "quantity_total": {
        "nl": "totaal aantal | aantal artikelen | totaal gewicht | aantal stuks",
        "fr": "total articles | nombre d articles | nb articles | total quantite | total colis",
        "en": (
            "total qty | total quantity | item count | total items | no of items | item s | qty s"
            " | total item | items | total item s | total quantuty | total no of items | no item"
            " | total saving | total points | points | item"
        ),
        "de": "anzahl artikel | gesamtmenge | anzahl positionen | gesamtgewicht",
    },
    # parties
    "customer": {
        "nl": (
            "factuur aan | facturatieadres | factuuradres | klant | aan | koper | afnemer | gefactureerd aan"
            " | factureren aan | klantgegevens | facturatie adres | opdrachtgever | debiteur | bestemmeling"
            " | uw gegevens | ten name van | factuur voor | klantadres | verkocht aan | factuuradres klant"
            " | geadresseerde | facturatiegegevens | gegevens klant"
        ),
        "fr": (
            "facture a | adresse de facturation | client | acheteur | adresse du client | destinataire"
            " | factures a | adresse facturation | facturation | adresse client | vos coordonnees"
            " | nom de l abonne | titulaire du contrat | nom du client | facturer a | donneur d ordre"
            " | adressee a | pour le compte de | coordonnees client | preneur"
        ),
        "en": (
            "bill to | billed to | invoice to | sold to | customer | buyer | client | invoice address"
            " | billing address | bill to address | customer name | invoiced to | recipient"
            " | billing details | billed for | client details | customer details | purchaser | attention to"
            " | messrs"
        ),
        "de": (
            "rechnung an | kaufer | kaufer leistungsempfanger | leistungsempfanger | rechnungsempfanger"
            " | kunde | rechnungsadresse | auftraggeber | rechnungsanschrift | empfanger | kundenadresse"
            " | besteller"
        ),
    },
    "supplier": {
        "nl": (
            "leverancier | verkoper | afzender | onze gegevens | uitgereikt door | factuur van"
            " | gefactureerd door | gegevens leverancier"
        ),
        "fr": (
            "fournisseur | vendeur | emetteur | emis par | expediteur | prestataire | facture de"
            " | nos coordonnees | logo vendeur | emise par"
        ),
        "en": (
            "supplier | seller | vendor | invoice from | billed by | issued by | bill from | sold by"
            " | our details | pay to | from company"
        ),
        "de": (
            "verkaufer | lieferant | rechnungssteller | leistungserbringer | absender | auftragnehmer"
            " | rechnungsaussteller | lieferant leistungserbringer"
        ),
    },
    "other_party": {
        "nl": (
            "leveringsadres | afleveradres | leveradres | verzendadres | geleverd aan | plaats van levering"
            " | adres van levering | levering aan | werfadres | werf | verbruiksadres | contactpersoon"
            " | bezorgadres"
        ),
        "fr": (
            "adresse de livraison | livre a | livraison | livraison adresse references | lieu de livraison"
            " | adresse livraison | adresse de l installation | adresse de chantier | livrer a"
            " | adresse d installation | lieu de consommation | adresse du chantier"
        ),
        "en": (
            "ship to | delivery address | deliver to | shipping address | shipped to | delivered to"
            " | site address | service address | contact person | remit to | delivery to | delivery location"
        ),
        "de": (
            "lieferadresse | lieferanschrift | warenempfanger | abweichender warenempfanger | lieferung an"
            " | versandadresse | leistungsort"
        ),
    },
    "name": {
        "nl": "naam | bedrijfsnaam | firma | naam klant | bedrijf | klantnaam",
        "fr": "nom | raison sociale | societe | denomination | denomination sociale",
        "en": "name | company | company name",
        "de": "name | firmenname | firma",
    },
    "address": {
        "nl": "adres | straat",
        "fr": "adresse",
        "en": "address | street",
        "de": "anschrift | adresse | strasse",
    },
    "account_holder": {
        "nl": "rekeninghouder | t n v | op naam van | begunstigde | tenaamstelling",
        "fr": "beneficiaire | titulaire | titulaire du compte | au nom de | a l ordre de | ordre",
        "en": "account holder | account name | beneficiary | payable to | accountholder",
        "de": "kontoinhaber | zahlungsempfanger | begunstigter | verkaufer kontoname",
    },
    "vat_number": {
        "nl": (
            "btw nummer | btw nr | btw | btw identificatienummer | btw id | ondernemingsnummer | ond nr"
            " | btw be | ondernemingsnr | btw ondernemingsnummer | kbo | on"
        ),
        "fr": (
            "numero de tva | n tva | n de tva | tva | no tva | tva intracommunautaire | numero tva"
            " | tva intracom | n tva intracommunautaire | numero d entreprise | n d entreprise"
            " | n de tva intracommunautaire | bce | numero de tva intracommunautaire | tva be | id tva"
            " | ident tva | t v a"
        ),
        "en": (
            "vat number | vat no | vat id | vat reg no | vat registration | vat | tax id"
            " | vat registration number | vat reg | vat nr | vat registration no"
        ),
        "de": (
            "ust idnr | ust id nr | umsatzsteuer id | ust id | uid | ustid | uid nr"
            " | umsatzsteuer identifikationsnummer | ust idnr nr | mwst nr | uid nummer | ust identnr"
            " | ust ident nr"
        ),
    },
    "customer_vat_number": {
        "nl": (
            "uw btw nummer | uw btw nr | btw nummer klant | btw nr klant | btw klant | uw btw | klant btw"
            " | klant btw nummer | uw ondernemingsnummer | btw nummer afnemer | uw btw nummer is"
            " | btw nummer koper"
        ),
        "fr": (
            "votre numero de tva | votre tva | votre n tva | tva client | n tva client | votre n de tva"
            " | numero de tva client | n de tva client | tva du client | numero tva client | tva acheteur"
            " | votre numero tva"
        ),
        "en": (
            "your vat number | customer vat | your vat | customer vat number | your vat no | client vat"
            " | buyer vat | customer vat no | vat number customer | client vat number | your vat id"
            " | customer vat id"
        ),
        "de": (
            "ihre ust idnr | ihre ust id | ust idnr kunde | ihre ust id nr | ihre uid | kunden ust idnr"
            " | ust id kunde | ust id nr des kunden | ihre umsatzsteuer id"
        ),
    },
    "iban": {
        "nl": "iban | rekeningnummer | bankrekening | rekening | iban nummer | bankrekeningnummer",
        "fr": "iban | compte bancaire | compte | numero de compte | compte iban | n de compte",
        "en": "iban | bank account | account | iban no",
        "de": "iban | bankverbindung | konto | verkaufer iban",
    },
    "customer_iban": {
        "nl": "uw rekening | uw rekeningnummer | uw iban | van rekening | van uw rekening | van rekeningnummer",
        "fr": "votre compte | votre iban | debite de | prelevee sur le compte | sur votre compte",
        "en": "your account | your iban | from your account",
        "de": "ihr konto | ihre iban | von ihrem konto | ihrem konto",
    },
    "payment_reference": {
        "nl": (
            "gestructureerde mededeling | mededeling | betalingskenmerk | betaalkenmerk | ogm"
            " | gestr mededeling | met vermelding van | onder vermelding van | met mededeling | vermelding"
            " | o v v | betalingsreferentie | betaalreferentie | referentie betaling | kenmerk betaling"
        ),
        "fr": (
            "communication structuree | communication | reference de paiement | reference paiement"
            " | communication a mentionner | vcs | reference avis de paiement | reference a rappeler"
            " | avec la communication | communication struct | en mentionnant | avec mention"
            " | reference virement | reference du virement | reference de virement | mention"
        ),
        "en": (
            "payment reference | structured communication | payment ref | reference for payment"
            " | remittance reference | structured message | quote reference | please quote"
            " | quoting reference | communication | with reference | remittance information | bank reference"
        ),
        "de": (
            "verwendungszweck | zahlungsreferenz | zahlungsverwendungszweck | strukturierte mitteilung"
            " | unter angabe | referenz zahlung"
        ),
    },
    # table heads
    "description": {
        "nl": ("omschrijving | artikel | beschrijving | product | dienst | artikelomschrijving | details | prestatie"),
        "fr": (
            "designation | description | libelle | article | produit | prestation | intitule"
            " | designation des prestations"
        ),
        "en": "description | item | product | details | particulars | item description | service",
        "de": ("bezeichnung | beschreibung | artikelbezeichnung | artikelbeschreibung | leistung | produkt | artikel"),
    },
    "quantity": {
        "nl": "aantal | hoeveelheid | qte | aant",
        "fr": "quantite | qte | qt | nombre",
        "en": "quantity | qty | units | hours | quant",
        "de": "menge | anzahl | stuck",
    },
    "unit_price": {
        "nl": (
            "prijs | eenheidsprijs | stukprijs | prijs per stuk | tarief | e h prijs | prijs stuk"
            " | prijs excl | per stuk"
        ),
        "fr": (
            "prix unitaire | p u | pu | prix unit | pu ht | p u ht | prix unitaire ht | prix | tarif"
            " | pu htva | prix unitaire htva | p u htva"
        ),
        "en": "unit price | price | rate | u p | unit cost | price each | unit | price unit",
        "de": "einzelpreis | preis | stuckpreis | e preis | einzel | vk preis | ep",
    },
    "vat_rate": {
        "nl": "btw | btw tarief | btw percentage | btw %",
        "fr": "tva | taux tva | taux | taux de tva | tva %",
        "en": "vat | vat rate | tax | tax rate | gst",
        "de": "ust | mwst | steuersatz | ust satz | mwst satz | steuer",
    },
    "line_amount": {
        "nl": (
            "bedrag | totaal | bedrag excl | totaal excl | regelbedrag | bedrag excl btw | totaal excl btw"
            " | totaalprijs | prijs incl btw | netto"
        ),
        "fr": ("montant | total | total ht | montant ht | prix total | total htva | montant htva | montant total"),
        "en": ("amount | total | line total | total price | net amount | extended price | amt | subtotal | total net"),
        "de": (
            "gesamtpreis | gesamtbetrag | betrag | gesamt | nettobetrag | zeilenbetrag | summe"
            " | positionsbetrag | g preis | entgelt | gesamt netto | positions betrag"
        ),
    },
}

COMPOUNDS = ("rechnung", "factuur", "faktuur")
"""Endings that make a compound the same document."""

SAME_WORD = {
    "bedragen": "bedrag",
    "bedr": "bedrag",
    "btws": "btw",
    "faktuur": "factuur",
    "faktuurnummer": "factuurnummer",
    "faktuurdatum": "factuurdatum",
    "numer": "nummer",
    "numéro": "numero",
    "nbr": "nr",
    "mehrwertst": "mwst",
    "echeances": "echeance",
    "subtot": "subtotal",
    "ttl": "total",
    "totl": "total",
}
"""Plurals, abbreviations and old spellings that count as another word."""

STOP_WORDS = {
    "nl": "de het een van en voor op te met aan uw onze bij is door niet wordt dagen gelieve betaling bedrag",
    "fr": "le la les des du et pour de votre nos notre par sur est une aux au vous jours paiement merci avec",
    "en": "the and of for to your our by is please thank you with days payment on not are this",
    "de": "der die das und fur von mit bitte ihre unsere ist auf den zu zum tage zahlung wir sie im bei",
}

MONEY_WORDS = frozenset("BTW CHF EUR GBP GST HT MYR NO NR RM TTC TVA USD VAT".split())
"""Short capitals that are no part of a number."""

PAYMENT_TERMS = {
    "days": "dagen dgn jours jrs days tage tagen werkdagen kalenderdagen",
    "payment": "betaling betaal betalen betaalbaar netto paiement payable regler reglement payment net pay zahlbar zahlung ziel zahlungsziel"
    " payer termijn betalingstermijn betaaltermijn terms delai echeance zahlungsbedingungen betalingsvoorwaarden conditions voldoen",
    "month_end": "fin de mois | einde maand | end of month | monatsende | einde van de maand",
    "at_once": "a reception | onmiddellijk | due on receipt | sofort fallig | bij ontvangst | comptant | au comptant | contante betaling"
    " | upon receipt | direct te voldoen | nach erhalt | payable immediately | sofort zahlbar",
}
"""How payment terms are worded, as plain tokens."""

LEGAL_FORMS = frozenset(
    (
        "ab ag aps asbl bedrijf bhd bv bvba cie co comm commv corp cv cvba cvoa ek ets eurl ev gbr gcv gmbh inc"
        " kft kg limited llc llp lp ltd nv ohg oy plc sa sagl sarl sas sasu sc sce scrl scs sdn se snc spa sprl"
        " srl sro stichting ug vof vzw"
    ).split()
)
"""Company forms as one token ("B.V." is read as bv)."""

TRADE_WORDS = frozenset(
    (
        "advocaten apotheek architecten bakery bakkerij bistro boucherie boulangerie boutique bouw bouwmaterialen"
        " brasserie brothers cafe center centre company confectionery consult consulting design drukkerij electric"
        " electrical elektro energie enterprise enterprises fils fitness food foods freres gallery garage garden"
        " gebroeders groep group groupe hardware hotel house imprimerie industries installaties international"
        " kantoor kedai kitchen logistics machinery market mart media minimarket online optiek papeterie partners"
        " pasar perniagaan pharmacie pharmacy quincaillerie restaurant restoran salon schrijnwerken service"
        " services shop slagerij software sohne solutions sons spa stationery store stores studio supermarket"
        " supermarkt syarikat systems technologies telecom trading traiteur transport winkel zonen"
    ).split()
)
"""Words that names of businesses are made of."""

SALUTATIONS = frozenset(
    "att attention attn dhr frau herr herrn m madame mevr mevrouw mme monsieur mr mrs ms tav".split()
)

BANKS = frozenset(
    (
        "abn agricole amro argenta axa bank banque barclays belfius beobank bnp bred bunq caisse cbc commerzbank"
        " credit crelan deutsche epargne fortis generale hsbc ing kbc keytrade kreissparkasse lcl paribas"
        " populaire postbank rabo rabobank revolut societe sparkasse triodos volksbank"
    ).split()
)
"""Words of banks' names."""
