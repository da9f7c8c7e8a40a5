import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useContactChoices } from '@/api/contact-choices';
import { contactOptions } from '@/api/contacts';
import type { ContactRead } from '@/api/gen/types.gen';
import { useMay } from '@/api/me';
import { useTreatments } from '@/api/vat';
import { useT } from '@/i18n/i18n';
import { Combobox } from '@/ui/combobox';
import { Field } from '@/ui/field';
import { makeOf } from '../invoice-types';
import type { Editor } from './use-editor';
import type { Totals } from './use-totals';

interface ContactFieldProps {
  editor: Editor;
  totals: Totals;
  error: string | undefined;
  /** A credit note goes to whom the invoice went. */
  fixed?: boolean;
  /** Whoever goes to add a contact comes back to an invoice: not offered where something else is written. */
  adds?: boolean;
  /** The draft that is being changed. */
  draftId?: string | undefined;
}

/** Who it is for or from: found by typing; with what follows from it for VAT, and why. */
export function ContactField({ editor, totals, error, fixed = false, adds = true, draftId }: ContactFieldProps) {
  const t = useT('editor');
  const mayMake = useMay()('contacts:write');
  const navigate = useNavigate();
  const { contact_id, direction } = editor.draft;
  const role = direction === 'sale' ? 'customer' : 'supplier';
  const chosen = useQuery({ ...contactOptions(contact_id ?? ''), enabled: contact_id !== null }).data;
  const { choices, ...search } = useContactChoices(role, chosen);
  const offers = mayMake && adds && !fixed;
  const anew = { role, back: makeOf(editor.draft), draft: draftId } as const;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field
        label={t(role)}
        error={error}
        aside={
          offers && (
            <Link to="/contacts/new" search={anew} className="rounded text-sm text-accent hover:underline">
              {t('newContact')}
            </Link>
          )
        }
      >
        {(ids) => (
          <div data-field="contact_id">
            <Combobox
              id={ids.id}
              describedBy={ids['aria-describedby']}
              choices={choices}
              {...search}
              disabled={fixed}
              value={contact_id}
              placeholder={t('chooseContact')}
              onChange={(contact_id) => editor.put({ contact_id })}
              {...(offers && { onAdd: (name) => void navigate({ to: '/contacts/new', search: { ...anew, name } }) })}
            />
          </div>
        )}
      </Field>
      {chosen && <About contact={chosen} editor={editor} totals={totals} />}
    </div>
  );
}

interface AboutProps {
  contact: ContactRead;
  editor: Editor;
  totals: Totals;
}

/** Where they are, and how VAT works with them: the treatment that is proposed, and the reason in plain words. */
function About({ contact, editor, totals }: AboutProps) {
  const t = useT('editor');
  const treatment = useT('treatment');
  const known = useTreatments({ on: editor.draft.issued_on, language: editor.draft.language ?? contact.language });
  const why = totals.answer?.lines[0]?.treatment;
  const found = known.find((one) => one.treatment === why);
  const byReceipt = why === 'not_deductible' && editor.draft.kind === 'receipt';
  const place = [contact.postal_code, contact.city, contact.country].filter(Boolean).join(' ');
  return (
    <div className="text-sm text-muted">
      <p>{[contact.vat_number ?? t('noVatNumber'), contact.street, place].filter(Boolean).join(' · ')}</p>
      {why && why !== 'domestic' && (
        <p className="mt-1">
          <span className="font-medium text-ink">{treatment(`name.${why}` as 'name.domestic')}</span>
          {': '}
          {treatment(byReceipt ? 'why.receipt' : (`why.${why}` as 'why.domestic'))}
          {found?.mention && <span className="block italic">{found.mention}</span>}
        </p>
      )}
    </div>
  );
}
