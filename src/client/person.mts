// What only the person does: read their mail, and send a form of the console.
const roster = process.env.ROSTER!;

/** The path of the link in the mail to an address, as soon as the demo shows that mail. */
export async function openMail(address: string): Promise<string> {
  for (let tries = 0; tries < 40; tries++) {
    const list = await (await fetch(roster + "/dev/mail")).text();
    for (const [mail] of list.matchAll(/\/dev\/mail\/[0-9a-f-]{36}/g)) {
      const text = await (await fetch(roster + mail)).text();
      const link = text.match(/\/links\/[\w-]+/)?.[0];
      if (text.includes(address) && link) {
        return link;
      }
    }
    await new Promise(later => setTimeout(later, 250));
  }
  throw new Error("no mail to " + address);
}

/** The status of the answer to a form, sent as a browser would. */
export async function submit(page: string, fields: Record<string, string>): Promise<number> {
  const shown = await fetch(roster + page);
  const cookie = shown.headers.getSetCookie().map(one => one.split(";")[0]).join("; ");
  const csrf = (await shown.text()).match(/name="_csrf"[^>]*value="([^"]*)"/)?.[1] ?? "";
  const body = new URLSearchParams({ _csrf: csrf, ...fields });
  return (await fetch(roster + page, { method: "POST", redirect: "manual", headers: { cookie }, body })).status;
}
