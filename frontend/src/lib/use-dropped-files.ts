import { useEffect, useRef, useState } from 'react';
import { droppedFiles } from './dropped-files';

interface Asked {
  onFiles: (files: readonly File[]) => void;
  enabled: boolean;
  /** Before anybody else in the window: for a page where files are something else than elsewhere. */
  first?: boolean;
}

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole window as a place to drop or paste files. True while some are held above it. */
export function useDroppedFiles({ onFiles, enabled, first = false }: Asked): boolean {
  const [over, setOver] = useState(false);
  const heard = useRef(onFiles);
  heard.current = onFiles;
  useEffect(() => {
    if (!enabled) return setOver(false);
    let depth = 0;
    const take = (files: readonly File[]) => files.length > 0 && heard.current(files);
    const show = (change: number) => {
      depth = Math.max(0, depth + change);
      setOver(depth > 0);
    };
    const mine = (event: Event) => {
      if (first) event.stopPropagation();
    };
    const dragged = (event: DragEvent) => {
      if (!event.dataTransfer || !carriesFiles(event)) return;
      mine(event);
      if (event.type === 'dragenter') show(1);
      else if (event.type === 'dragleave') show(-1);
      else event.preventDefault();
      if (event.type !== 'drop') return;
      depth = 0;
      setOver(false);
      void droppedFiles(event.dataTransfer).then(take);
    };
    const pasted = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0) return;
      mine(event);
      event.preventDefault();
      take(files);
    };
    const drags = ['dragenter', 'dragleave', 'dragover', 'drop'] as const;
    for (const name of drags) window.addEventListener(name, dragged, first);
    window.addEventListener('paste', pasted, first);
    return () => {
      for (const name of drags) window.removeEventListener(name, dragged, first);
      window.removeEventListener('paste', pasted, first);
    };
  }, [enabled, first]);
  return over;
}
