import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import type { CreateClient } from './client/DeskProvider.tsx';
import { readHistorySearch } from './history/history-search.ts';
import { BrokenPage } from './shell/BrokenPage.tsx';
import { MissingPage } from './shell/MissingPage.tsx';
import { Root } from './shell/Root.tsx';

export interface RouterContext {
  readonly createClient: CreateClient;
  readonly queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
});

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./welcome/WelcomePage.tsx'), 'WelcomePage'),
});

const engagementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/engagements/$engagementId',
  component: lazyRouteComponent(() => import('./engagement/EngagementPage.tsx'), 'EngagementPage'),
});

const historyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/history',
  validateSearch: readHistorySearch,
  component: lazyRouteComponent(() => import('./history/HistoryPage.tsx'), 'HistoryPage'),
});

const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/board',
  component: lazyRouteComponent(() => import('./supervision/BoardPage.tsx'), 'BoardPage'),
});

const conversationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conversations',
  component: lazyRouteComponent(() => import('./conversations/ConversationsPage.tsx'), 'ConversationsPage'),
});

const noConversationRoute = createRoute({
  getParentRoute: () => conversationsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./conversations/ConversationsPage.tsx'), 'NoConversation'),
});

const conversationRoute = createRoute({
  getParentRoute: () => conversationsRoute,
  path: '$conversationId',
  component: lazyRouteComponent(() => import('./conversations/ConversationPane.tsx'), 'ConversationPane'),
});

const meetingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/meetings',
  component: lazyRouteComponent(() => import('./meetings/MeetingsPage.tsx'), 'MeetingsPage'),
});

const routeTree = rootRoute.addChildren([
  welcomeRoute,
  historyRoute,
  boardRoute,
  meetingsRoute,
  engagementRoute,
  conversationsRoute.addChildren([noConversationRoute, conversationRoute]),
]);

export const makeRouter = (context: RouterContext) =>
  createRouter({ routeTree, context, basepath: '/desk', defaultPreload: 'intent' });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
