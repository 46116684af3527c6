import { createHash } from 'node:crypto';
import { Save } from '../../saves/save.ts';
import type { Job } from '../data/records.ts';
import * as words from '../data/vocabulary.ts';
import { shortDate } from '../text.ts';
import type { SaveKind, World } from '../world.ts';
import type { Judged, Told } from './saves.ts';

const no = (message: string): Told => ({ ok: false, message });
const jobOf = ({ records }: World, number: string): Job | undefined =>
  records.jobs.find((job) => String(job.number) === number);

/** All tags of a job, as the window over its page sends them. */
export function judgeTags(world: World, number: string, body: { tags?: string[] }, user: string): Judged {
  const job = jobOf(world, number);
  const tags = body.tags ?? [];
  if (!job) return no('The job no longer exists.');
  if (!tags.every((tag) => (words.tags as readonly string[]).includes(tag))) return no('Unknown tag.');
  return new Save<Told, SaveKind>({
    kind: 'tags',
    reference: '',
    write() {
      job.tags = words.tags.filter((tag) => tags.includes(tag));
      job.history.push({
        at: shortDate(world.today),
        by: user,
        text: `Tags: ${job.tags.join(', ') || 'none'}`,
      });
      return number;
    },
    after: () => ({ ok: true, message: 'Tags saved' }),
  });
}

/** Bytes. */
const largest = 25 * 1024 * 1024;
const kinds = /\.(pdf|png|jpe?g|txt|csv|docx?|xlsx?)$/i;

export interface Upload {
  name: string;
  bytes: Uint8Array;
}

export function judgeUpload(world: World, number: string, file: Upload | undefined, user: string): Judged {
  const job = jobOf(world, number);
  if (!job) return no('The job no longer exists.');
  if (!file || file.bytes.length === 0) return no('Choose a file.');
  if (!kinds.test(file.name)) return no(`Files like "${file.name}" cannot be attached.`);
  if (file.bytes.length > largest) return no('The file is larger than 25 MB.');
  const { uploadCutShort } = world.switches;
  const bytes = uploadCutShort ? file.bytes.slice(0, Math.floor(file.bytes.length / 2)) : file.bytes;
  return new Save<Told, SaveKind>({
    kind: 'attachment',
    reference: file.name,
    write() {
      job.attachments.push({
        name: file.name,
        size: bytes.length,
        digest: createHash('sha256').update(bytes).digest('hex'),
        at: shortDate(world.today),
        by: user,
      });
      return number;
    },
    after: () => ({ ok: true, message: 'File attached' }),
  });
}
