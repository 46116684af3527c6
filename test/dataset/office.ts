import { startEngine, temporaryFolder, tinyConfig } from '../support/engine.ts';
import { startTinyApp } from '../support/tiny-app.ts';

export const manyPack = new URL('../support/many-pack', import.meta.url).pathname;

/** An engine with the tiny application, whose pack also has a flow that emits as many rows as are wanted. */
export async function openOffice() {
  const app = await startTinyApp();
  const folder = await temporaryFolder();
  const config = tinyConfig(app.url, folder.path);
  const engine = await startEngine({ ...config, flows: [...config.flows!, manyPack] });
  return {
    app,
    engine,
    folder: folder.path,
    async [Symbol.asyncDispose]() {
      await engine.close();
      await folder[Symbol.asyncDispose]();
      await app.close();
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** What an output says of its list. */
export const certificateOf = (output: unknown) => (output as { complete: Record<string, unknown> }).complete;
