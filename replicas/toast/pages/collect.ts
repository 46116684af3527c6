/**
 * Part of a page's script: asks for an export by the function `wanted` of that page, looks for it every 3 seconds, and fetches
 * it. Whoever is not signed in any longer sees the page again, which says so.
 */
export const collect = `
async function collect() {
  let look = await fetch('/restaurants/admin/exports/start?' + wanted());
  for (;;) {
    if (!look.url.includes('/s3/')) return location.reload();
    const { downloadUrl } = await look.json();
    if (downloadUrl) { location.href = downloadUrl; return; }
    await pause(3000);
    look = await fetch(look.url);
  }
}`;
