import type { ApplicationId } from '@parley/protocol';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { mayEmbed } from './policy.ts';
import {
  findBrand,
  findByClientId,
  insertApplication,
  isOriginOf,
  isOriginOfAny,
  type Application,
} from './repository.ts';

export type { Application } from './repository.ts';

/** The sites and apps that embed the widget. */
export interface Applications {
  /**
   * The application that a widget on a page of `origin` names. Refused with `application-unknown`, or
   * `origin-not-allowed` (an absent `Origin` header is no origin).
   */
  forWidget(clientId: string, origin: string | undefined): Promise<Outcome<Application>>;
  /** Whether any application may be embedded there: a preflight request (CORS) names no application. */
  knowsOrigin(origin: string): Promise<boolean>;
  /** How the application shows itself. */
  brandOf(id: ApplicationId): Promise<Pick<Application, 'name' | 'brandColor'> | undefined>;
  /** Whether this application may be embedded there. */
  allowsOrigin(id: ApplicationId, origin: string): Promise<boolean>;
  /** Creates the application unless its client id is known, and sets its origins. @returns its id either way. */
  ensureApplication(application: Omit<Application, 'id'>): Promise<ApplicationId>;
}

export function createApplications(database: Database, clock: Clock): Applications {
  const { db } = database;
  return {
    async forWidget(clientId, origin) {
      const application = await findByClientId(db, clientId);
      if (application === undefined) return refuse('application-unknown');
      return mayEmbed(application, origin) ? succeed(application) : refuse('origin-not-allowed');
    },
    knowsOrigin: (origin) => isOriginOfAny(db, origin),
    brandOf: (id) => findBrand(db, id),
    allowsOrigin: (id, origin) => isOriginOf(db, id, origin),
    ensureApplication: (application) =>
      database.transaction((tx) =>
        insertApplication(tx, { ...application, id: newId<ApplicationId>() }, clock.now()),
      ),
  };
}
