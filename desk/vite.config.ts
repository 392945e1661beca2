import { defineConfig } from 'vite';
import { pageConfig } from '../ui/vite-page.ts';

export default defineConfig(pageConfig('/desk/'));
