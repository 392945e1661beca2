import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

interface ManifestEntry {
  readonly file: string;
  readonly isEntry?: boolean;
}

/** The name that the call interface was built under; it has to be built first. */
function builtInterface(): string {
  const text = readFileSync(new URL('dist/interface.json', import.meta.url), 'utf8');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the build before this one
  const manifest = JSON.parse(text) as Record<string, ManifestEntry>;
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry);
  if (!entry) throw new Error('dist/interface.json names no entry');
  return entry.file;
}

/** The loader: one classic script for other people's pages, without a framework and without a global but `Parley`. */
export default defineConfig({
  publicDir: false,
  define: { INTERFACE_FILE: JSON.stringify(builtInterface()) },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: 'src/loader.ts',
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
});
