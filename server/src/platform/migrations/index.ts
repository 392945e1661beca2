import type { Migration } from 'kysely/migration';
import { up as foundation } from './0001_foundation.ts';
import { up as engagement } from './0002_engagement.ts';
import { up as recording } from './0003_recording.ts';
import { up as jobs } from './0005_jobs.ts';
import { up as history } from './0006_history.ts';
import { up as ink } from './0007_ink.ts';
import { up as still } from './0008_still.ts';
import { up as messages } from './0009_messages.ts';
import { up as messageFile } from './0010_message_file.ts';
import { up as outbound } from './0011_outbound.ts';
import { up as conversation } from './0012_conversation.ts';
import { up as scenarioSms } from './0013_scenario_sms.ts';
import { up as entrance } from './0014_entrance.ts';
import { up as meeting } from './0015_meeting.ts';
import { up as supervision } from './0017_supervision.ts';
import { up as knownCustomer } from './0018_known_customer.ts';

/** Every migration by its name, which is also its place in the order. One that was released never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_foundation': { up: foundation },
  '0002_engagement': { up: engagement },
  '0003_recording': { up: recording },
  '0005_jobs': { up: jobs },
  '0006_history': { up: history },
  '0007_ink': { up: ink },
  '0008_still': { up: still },
  '0009_messages': { up: messages },
  '0010_message_file': { up: messageFile },
  '0011_outbound': { up: outbound },
  '0012_conversation': { up: conversation },
  '0013_scenario_sms': { up: scenarioSms },
  '0014_entrance': { up: entrance },
  '0015_meeting': { up: meeting },
  '0017_supervision': { up: supervision },
  '0018_known_customer': { up: knownCustomer },
};
