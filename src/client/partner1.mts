// "An administrator or manager creates a user for their company", fact by fact, with the generated client.
import { client } from "./gen/client.gen.ts";
import * as api from "./gen/index.ts";
import { openMail, submit } from "./person.mts";

const bootstrap = process.env.TOKEN ?? "";
const slug = "partner1-" + Date.now().toString(36);
const path = { organization: slug };
client.setConfig({ baseUrl: process.env.ROSTER! });

let failed = 0;

function tell(ok: boolean, fact: string, line: string) {
  failed += ok ? 0 : 1;
  console.log(`${ok ? "ok  " : "FAIL"} ${fact.padEnd(4)} ${line}`);
}

function step(fact: string, what: string, answer: { response?: Response; error?: unknown }, status: number, code?: string) {
  const problem = answer.error as api.Problem | undefined;
  const line = `${answer.response?.status} ${what}${problem ? ` – ${problem.code}: ${problem.detail}` : ""}`;
  tell(answer.response?.status === status && (!code || problem?.code === code), fact, line);
}

function same(fact: string, what: string, got: unknown, wanted: unknown) {
  tell(JSON.stringify(got) === JSON.stringify(wanted), fact, `    ${what}: ${JSON.stringify(got)}`);
}

step("", "the operator creates the company",
  await api.createOrganization({ auth: bootstrap, body: { name: "Northwind Agency", slug, preset: "partner" } }), 201);
const tokens: Record<string, string> = {};
for (const role of ["administrator", "manager", "user", "read_only"]) {
  const made = await api.createApiToken({ auth: bootstrap, path, body: { name: role, role } });
  step("", `the operator makes a token with the role ${role}`, made, 201);
  tokens[role] = made.data?.secret ?? "";
}

let people = 0;
const create = (by: string, email = `p${++people}@${slug}.example`) =>
  api.createUser({ auth: tokens[by], path, body: { email, displayName: `Person ${people}` } });
const roleOf = async (user: string) => (await api.getUser({ auth: bootstrap, path: { ...path, user } })).data?.role;

for (const [role, status] of [["administrator", 201], ["manager", 201], ["user", 403], ["read_only", 403]] as const) {
  step("1", `${role} creates a user`, await create(role), status);
  const list = await api.listUsers({ auth: tokens[role], path, query: { search: "p1@" } });
  step("1", `${role} lists and searches`, list, 200);
  const shown = list.data?.items.map(user => [user.email, user.displayName, user.role]);
  same("2", "e-mail, name and role at a glance", shown, [[`p1@${slug}.example`, "Person 1", "user"]]);
}

step("3", "no name", await api.createUser({ auth: tokens.manager, path, body: { email: "x@y.example" } }), 422, "invalid");
step("3", "no e-mail address",
  await api.createUser({ auth: tokens.manager, path, body: { displayName: "X" } as api.NewUser }), 422, "invalid");

const email = `ada@${slug}.example`;
const ada = await create("manager", email);
const user = ada.data?.id ?? "";
step("5", "manager creates Ada", ada, 201);
same("5", "the answer has no password", ada.data?.generatedPassword, undefined);
same("8", "her role and status", [ada.data?.role, ada.data?.status], ["user", "pending"]);
step("6", "her address once more", await create("manager", email), 409, "address-active-here");

for (const [by, held, wanted, status, code] of [
  ["administrator", "user", "manager", 200],
  ["administrator", "manager", "user", 200],
  ["administrator", "user", "read_only", 200],
  ["administrator", "user", "administrator", 403, "role-not-governed"],
  ["administrator", "administrator", "manager", 403, "person-not-governed"],
  ["manager", "read_only", "user", 200],
  ["manager", "user", "read_only", 200],
  ["manager", "user", "manager", 403, "role-not-governed"],
  ["manager", "manager", "user", 403, "person-not-governed"],
  ["manager", "administrator", "user", 403, "person-not-governed"],
] as const) {
  const body = { email: `p${++people}@${slug}.example`, displayName: `Person ${people}`, role: held };
  const somebody = (await api.createUser({ auth: bootstrap, path, body })).data?.id ?? "";
  const changed = await api.changeRole({ auth: tokens[by], path: { ...path, user: somebody }, body: { role: wanted } });
  step("9–12", `${by}: ${held} → ${wanted}`, changed, status, code);
  same("12", "and then it is", await roleOf(somebody), status === 200 ? wanted : held);
}
const governs = (await api.getMe({ auth: tokens.manager })).data?.organizations[0]?.governs;
same("13", "a token is nobody; a manager's governs", governs, ["user", "read_only"]);

const signIn = async (password: string) => submit("/login", { name: email, password });
same("14", "signing in before", await signIn("Plum-Kettle-42!"), 422);
const link = await openMail(email);
for (const weak of ["short", "alllowercase1!", "Password1!"]) {
  same("16", `the password ${weak}`, await submit(link, { password: weak }), 422);
}
same("14", "Ada sets a password", await submit(link, { password: "Fig-Lantern-77!" }), 303);
same("14", "signing in afterwards", await signIn("Fig-Lantern-77!"), 303);

step("15", "manager deletes her", await api.deleteUser({ auth: tokens.manager, path: { ...path, user } }), 204);
same("15", "signing in once deleted", await signIn("Fig-Lantern-77!"), 422);
const again = await create("manager", email);
step("7", "her address once more", again, 409, "address-deleted-here");
same("7", "who can be restored is Ada", (again.error as api.Problem).restorable?.user, user);
step("7", "manager restores her", await api.restoreUser({ auth: tokens.manager, path: { ...path, user }, body: {} }), 200);
same("15", "signing in with the old password", await signIn("Fig-Lantern-77!"), 422);

console.log(failed === 0 ? "All facts hold." : `${failed} did not hold.`);
process.exit(failed === 0 ? 0 : 1);
