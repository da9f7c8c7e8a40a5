import { lazy, Suspense, useEffect, useRef } from 'react';
import { closeLayer, type Layer, useLayer } from './layers';

const loadPalette = () => import('./command-palette');
const CommandPalette = lazy(loadPalette);
const KeySheet = lazy(() => import('./key-sheet'));
const IDLE = 3000;

/** Palette and key sheet stay out of the first load; the palette comes in when the browser has nothing to do. */
export function LayerHost() {
  const layer = useLayer();
  const used = useRef(new Set<Layer>());
  if (layer) used.current.add(layer);
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), IDLE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense>
      {used.current.has('palette') && <CommandPalette open={layer === 'palette'} onClose={closeLayer} />}
      {used.current.has('keys') && <KeySheet open={layer === 'keys'} onClose={closeLayer} />}
    </Suspense>
  );
}
