import { UploadCloud } from 'lucide-react';

/** Over the whole window while files are held above it: what letting go will do. */
export function DropCurtain({ title, text }: { title: string; text: string }) {
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-bg/80 p-6">
      <div className="flex h-full animate-appear flex-col items-center justify-center gap-3 rounded-xl border-2 border-dashed border-accent bg-accent-soft/70 text-center text-accent">
        <UploadCloud size={36} aria-hidden />
        <p className="text-xl font-semibold">{title}</p>
        <p className="text-ink">{text}</p>
      </div>
    </div>
  );
}
