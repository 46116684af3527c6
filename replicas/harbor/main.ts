/** Starts Harbor by itself, for clicking around: `node main.js --port 8811 --switch latePostback=true`. */
import { parseArgs } from 'node:util';
import { harborUsers, startHarbor } from './index.ts';
import type { HarborSwitches } from './index.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, switch: { type: 'string', multiple: true, default: [] } },
});

const switches = Object.fromEntries(
  values.switch.map((setting) => {
    const [name = '', text = 'true'] = setting.split('=');
    return [
      name,
      text === 'true' ? true : text === 'false' ? false : /^[\d.]+$/.test(text) ? Number(text) : text,
    ];
  }),
) as Partial<HarborSwitches>;

const harbor = await startHarbor({ port: Number(values.port ?? 0), switches });
const users = harborUsers.map(({ name, password }) => `  ${name} / ${password}\n`).join('');
process.stdout.write(`Harbor Property Manager: ${harbor.url}\n${users}`);
