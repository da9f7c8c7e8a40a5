import { useT } from '@/i18n/i18n';
import { grouped } from '@/lib/grouped';
import { useRegisteredHotkeys } from '@/lib/hotkeys';
import { setSingleKeys, useSingleKeys } from '@/lib/preferences';
import { Dialog } from '@/ui/dialog';
import { Kbd } from '@/ui/kbd';

/** What can be pressed on this page; the page's own keys first. */
export default function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const hotkeys = useRegisteredHotkeys();
  const singleKeys = useSingleKeys();
  const groups = grouped(hotkeys, (hotkey) => hotkey.group);
  return (
    <Dialog open={open} onOpenChange={(now) => !now && onClose()} title={t('shell.keys')} wide>
      <div className="columns-2 gap-8 max-md:columns-1">
        {[...groups].map(([group, keys]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm font-semibold">{group}</h3>
            <dl>
              {keys.map((hotkey) => (
                <div
                  key={hotkey.keys}
                  className="flex items-center justify-between gap-4 border-b border-line py-1.5 text-sm last:border-0"
                >
                  <dt>{hotkey.label}</dt>
                  <dd>
                    <span className="sr-only">{hotkey.keys.replace('mod', 'Ctrl')}</span>
                    <Kbd keys={hotkey.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="mt-1 flex items-center gap-2.5 border-t border-line pt-4 text-sm">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.target.checked)}
          className="size-4 accent-(--accent)"
        />
        {t('settings.singleKeys')}
      </label>
    </Dialog>
  );
}
