/** Documents made for a test: a text PDF and an electronic invoice, small and honest, and a photographed page. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Sample {
  name: string;
  type: string;
  body: Buffer;
}

interface InvoiceFacts {
  number: string;
  supplier: string;
  net: string;
  vat: string;
  total: string;
}

const SELLER = { vat: 'BE0428759497', iban: 'BE68539007547034', street: 'Kerkstraat 12', city: '9000 Gent' };

/** A PDF with one page of text, as an invoicing program would print it. */
export function pdfInvoice({ number, supplier, net, vat, total }: InvoiceFacts): Sample {
  const lines: [size: number, x: number, y: number, text: string][] = [
    [18, 60, 780, supplier],
    [10, 60, 762, SELLER.street],
    [10, 60, 748, SELLER.city],
    [10, 60, 734, `BTW ${SELLER.vat}`],
    [10, 60, 720, `IBAN ${SELLER.iban}`],
    [22, 380, 780, 'FACTUUR'],
    [10, 380, 755, `Factuurnummer: ${number}`],
    [10, 380, 741, 'Factuurdatum: 02/11/2026'],
    [10, 380, 727, 'Vervaldatum: 02/12/2026'],
    [10, 60, 640, 'Omschrijving'],
    [10, 330, 640, 'Aantal'],
    [10, 400, 640, 'Prijs'],
    [10, 480, 640, 'Bedrag'],
    [10, 60, 622, 'Onderhoud kantoor november'],
    [10, 330, 622, '1'],
    [10, 400, 622, net],
    [10, 480, 622, net],
    [10, 380, 560, 'Totaal excl. btw'],
    [10, 480, 560, `${net} EUR`],
    [10, 380, 544, 'Btw 21%'],
    [10, 480, 544, `${vat} EUR`],
    [12, 380, 524, 'Totaal te betalen'],
    [12, 480, 524, `${total} EUR`],
  ];
  const content = lines.map(([size, x, y, text]) => `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET`).join('\n');
  return { name: `factuur-${number}.pdf`, type: 'application/pdf', body: pdf(content) };
}

function pdf(content: string): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = text.length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** An invoice as it comes over Peppol (UBL 2.1). */
export function ublInvoice({ number, supplier, net, vat, total }: InvoiceFacts): Sample {
  const amount = (tag: string, value: string) => `<cbc:${tag} currencyID="EUR">${value}</cbc:${tag}>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
<cbc:ID>${number}</cbc:ID><cbc:IssueDate>2026-11-03</cbc:IssueDate><cbc:DueDate>2026-12-03</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>${supplier}</cbc:Name></cac:PartyName>
<cac:PostalAddress><cbc:StreetName>${SELLER.street}</cbc:StreetName><cbc:CityName>Gent</cbc:CityName><cbc:PostalZone>9000</cbc:PostalZone>
<cac:Country><cbc:IdentificationCode>BE</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>${SELLER.vat}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>${supplier}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Bakkerij Peeters</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:TaxTotal>${amount('TaxAmount', vat)}<cac:TaxSubtotal>${amount('TaxableAmount', net)}${amount('TaxAmount', vat)}
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>21</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal>${amount('LineExtensionAmount', net)}${amount('TaxExclusiveAmount', net)}${amount('TaxInclusiveAmount', total)}${amount('PayableAmount', total)}</cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">1</cbc:InvoicedQuantity>${amount('LineExtensionAmount', net)}
<cac:Item><cbc:Name>Drukwerk</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>21</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
<cac:Price>${amount('PriceAmount', net)}</cac:Price></cac:InvoiceLine>
</Invoice>`;
  return { name: `factuur-${number}.xml`, type: 'application/xml', body: Buffer.from(body) };
}

/** Starts like a PDF and ends in the middle. */
export function damagedPdf(): Sample {
  return { name: 'kapot.pdf', type: 'application/pdf', body: pdf('BT ET').subarray(0, 60) };
}

/** Calls itself a PDF and is not. */
export function notADocument(): Sample {
  return {
    name: 'notities.pdf',
    type: 'application/pdf',
    body: Buffer.from('just a few notes, no invoice\n'.repeat(20)),
  };
}

const MAKE_SAMPLES = fileURLToPath(new URL('../../database/seed/samples.py', import.meta.url));
const PHOTO = 'facture-imprimerie-photo.jpg';
const RECEIPT = 'kasticket-broodjeszaak-foto.jpg';

/** Whom the photographed page names, and what is on it that an approval needs. */
export const PHOTOGRAPHED = { supplier: 'Imprimerie Sambre SRL', customerVat: 'BE0999012403', total: '1,919.06' };

/** A page of the sample set as a phone takes it: askew, in uneven light, as JPEG. Made by the Python that made the demo. */
export function photographedPage(): Sample {
  return photograph(PHOTO);
}

/** A till receipt, photographed likewise: what a sandwich bar gives. */
export function photographedReceipt(): Sample {
  return photograph(RECEIPT);
}

function photograph(name: string): Sample {
  const folder = mkdtempSync(join(tmpdir(), 'samples-'));
  try {
    execFileSync(process.env.PYTHON ?? 'python3', [MAKE_SAMPLES, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
    return { name, type: 'image/jpeg', body: readFileSync(join(folder, name)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
