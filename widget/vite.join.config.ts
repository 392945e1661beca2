import { defineConfig } from 'vite';

/** The page under `/join`: a page of ours around the call interface. It needs the interface's parts, not its loader. */
export default defineConfig({
  root: 'src/join',
  base: '/join/',
  publicDir: false,
  build: {
    outDir: '../../dist/join',
    emptyOutDir: true,
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
});
