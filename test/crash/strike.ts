import { setTimeout as sleep } from 'node:timers/promises';
import { callOf, doubtError } from './client.ts';
import { ProcessDied } from './crew.ts';
import type { Crew, Worker } from './crew.ts';
import type { Answer, Point, RequestLine } from './messages.ts';
import type { Course, Kind } from './trial.ts';

/** Whoever has not come to his point by then meets the accident where he is. Milliseconds. */
const longestWait = 120_000;

/**
 * Makes all calls, each held at its point, and lets the accident happen when everybody stands at his own or has been
 * answered. Settles when every call has its answer or its process is dead.
 */
export async function strike(
  kind: Kind,
  courses: Course[],
  crew: Crew,
  pointOf: (course: Course) => Point | undefined,
): Promise<void> {
  const worker = crew.current;
  const calls = courses.map((course) => {
    let stand = () => {};
    const stands = new Promise<void>((resolve) => (stand = resolve));
    let isHeld = false;
    const reached = (request: RequestLine | undefined) => {
      isHeld = true;
      if (kind === 'connection') cut(course, request, worker);
      stand();
    };
    const call = () => {
      course.calls++;
      return worker.call(callOf(course), pointOf(course), reached);
    };
    const again = async (answer: Answer) => {
      if (isHeld || answer.output || !course.isStruck) return answer;
      // What the dead had not begun is only reported as such; whoever is to be killed over it has to be asked once more.
      course.answer = answer;
      await doubtError(course);
      return call();
    };
    const answered = call()
      .then(again)
      .then(
        (answer) => note(course, answer, isHeld),
        (error: unknown) => {
          if (!(error instanceof ProcessDied)) throw error;
          note(course, undefined, isHeld);
        },
      );
    return { course, answered, stopped: Promise.race([stands, answered]) };
  });
  if (kind !== 'connection') {
    const everybody = Promise.all(calls.map(({ stopped }) => stopped));
    await Promise.race([everybody, sleep(longestWait, undefined, { ref: false })]);
    if (kind === 'process') await crew.killCurrent();
    else await killBrowser(worker, courses);
  }
  await Promise.all(calls.map(({ answered }) => answered));
  for (const { course } of calls) if (course.trial.desk.line.spare()) course.isStruck = false;
}

function note(course: Course, answer: Answer | undefined, isHeld: boolean): void {
  course.answer = answer;
  course.isStruckTwice = isHeld && course.isStruck;
  course.isStruck ||= isHeld;
}

async function killBrowser(worker: Worker, courses: Course[]): Promise<void> {
  worker.killBrowser();
  // So long it takes a process to notice; then everybody goes on without it.
  await sleep(100);
  for (const { trial } of courses) worker.release(trial.desk.name);
}

function cut({ trial: { desk, cut } }: Course, request: RequestLine | undefined, worker: Worker): void {
  if (request && cut) desk.line.cutAt(request, cut);
  else desk.line.cutAll();
  worker.release(desk.name);
}
