import '@parley/ui/page.css';
import { createDeskClient } from '@parley/call';
import { startDesk } from './app.tsx';

startDesk(createDeskClient);
