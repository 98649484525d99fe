var __defProp = Object.defineProperty;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });

// models/plan.ts
import { z } from "zod";
var OperationKind = z.enum([
  "create-account",
  "update-account",
  "enable-account",
  "disable-account",
  "delete-account",
  "restore-account",
  "set-manager",
  "remove-manager",
  "add-member",
  "remove-member",
  "assign-licence",
  "remove-licence",
  "assign-app-role",
  "remove-app-role",
  "revoke-sessions",
  "set-membership-rule",
  "rename-account",
  "provision-app"
]);
var OperationTarget = z.object({
  accountId: z.string().nullable(),
  userPrincipalName: z.string(),
  groupId: z.string().optional(),
  groupName: z.string().optional(),
  skuId: z.string().optional(),
  skuName: z.string().optional(),
  appId: z.string().optional(),
  appName: z.string().optional(),
  appRoleId: z.string().optional(),
  appRoleName: z.string().optional()
});
var Reason = z.object({
  kind: z.enum(["hr", "rule", "policy", "grant", "approval", "clock", "match", "drift"]),
  text: z.string(),
  source: z.string().nullable()
});
var OperationValues = z.record(z.string(), z.unknown()).nullable();
var Operation = z.object({
  id: z.string(),
  kind: OperationKind,
  personKey: z.string().nullable(),
  target: OperationTarget,
  before: OperationValues,
  after: OperationValues,
  sentence: z.string(),
  reasons: z.array(Reason)
});
function personOf(operation) {
  if (operation.personKey === null) throw new Error(`${operation.kind} ${operation.id} is not about a person`);
  return operation.personKey;
}
__name(personOf, "personOf");
var NoteKind = z.enum([
  "set-aside",
  "waiting",
  "absent",
  "out-of-scope",
  "candidate",
  "ambiguous",
  "protected",
  "synced",
  "unknown-manager",
  "unknown-unit",
  "unknown-group",
  "unwritable-group",
  "value-refused",
  "no-address",
  "inactive",
  "unknown-licence",
  "no-seat",
  "few-seats",
  "unknown-app",
  "separation",
  "proposal",
  "rename-proposed",
  "alias-missing",
  "grant-ended",
  "parked",
  "drift"
]);
var Note = z.object({ kind: NoteKind, personKey: z.string().nullable(), text: z.string() });
var Refusal = z.object({
  name: z.string(),
  count: z.number(),
  population: z.number(),
  limit: z.object({ share: z.number(), count: z.number() }).nullable(),
  text: z.string(),
  release: z.string()
});
var Verdict = z.object({
  kind: z.enum(["auto", "needs-approval", "blocked"]),
  reasons: z.array(z.string()),
  refusals: z.array(Refusal).default([])
});
var OperationCounts = z.partialRecord(OperationKind, z.number());
var Plan = z.object({
  now: z.string(),
  policyVersion: z.string(),
  fingerprint: z.string(),
  verdict: Verdict,
  counts: OperationCounts,
  operations: z.array(Operation),
  notes: z.array(Note)
});
var OperationResult = z.object({
  operationId: z.string(),
  kind: z.enum(["done", "already", "failed", "skipped"]),
  at: z.string(),
  accountId: z.string().nullable(),
  error: z.object({ code: z.string(), text: z.string(), requestId: z.string().nullable() }).nullable()
});

// api/engine/access/allocate-seats.ts
function allocateSeats(operations, world) {
  const askers = /* @__PURE__ */ new Map();
  for (const operation of operations) {
    if (operation.kind !== "assign-licence" || operation.target.skuId === void 0) continue;
    const personKey = personOf(operation);
    const asker = { operation, personKey, turn: [world.standingOf(personKey).startsOn, personKey].join(" ") };
    const list2 = askers.get(operation.target.skuId);
    if (list2 === void 0) askers.set(operation.target.skuId, [asker]);
    else list2.push(asker);
  }
  const notes = [];
  const waiting = /* @__PURE__ */ new Set();
  for (const { sku } of managedSkus(world)) {
    const { reserve, warnBelow } = world.licencePolicyOf(sku);
    const asking = (askers.get(sku.skuId) ?? []).sort((a, b) => a.turn < b.turn ? -1 : 1);
    const seatsLeft = sku.free - reserve - seatsByGroup(sku.skuId, operations, world);
    const seats = Math.max(0, seatsLeft);
    for (const { operation, personKey } of asking.slice(seats)) {
      waiting.add(operation);
      const text = world.texts.noSeat(world.nameOf(personKey), sku.skuPartNumber);
      notes.push({ kind: "no-seat", personKey, text });
    }
    const left = seatsLeft - asking.length;
    if (left < 0) notes.push(note(world.texts.seatsMissing(sku.skuPartNumber, -left)));
    else if (left < warnBelow) notes.push(note(world.texts.fewSeats(sku.skuPartNumber, left)));
  }
  if (waiting.size === 0) return { operations, notes };
  return { operations: operations.filter((operation) => !waiting.has(operation)), notes };
}
__name(allocateSeats, "allocateSeats");
function seatsByGroup(skuId, operations, world) {
  const carriers = world.items.carriers.get(skuId);
  if (carriers === void 0) return 0;
  const has = /* @__PURE__ */ __name((accountId) => world.accountsById.get(accountId ?? "")?.licences.some((licence) => licence.skuId === skuId) ?? false, "has");
  return operations.filter(
    ({ kind, target }) => kind === "add-member" && target.groupId !== void 0 && carriers.has(target.groupId) && !has(target.accountId)
  ).length;
}
__name(seatsByGroup, "seatsByGroup");
var note = /* @__PURE__ */ __name((text) => ({ kind: "few-seats", personKey: null, text }), "note");
function managedSkus(world) {
  return [...world.items.byKey.values()].filter((item) => item.kind === "licence");
}
__name(managedSkus, "managedSkus");

// api/engine/names/text-of.ts
var textOf = /* @__PURE__ */ __name((text) => text ?? "", "textOf");

// api/engine/operation-builder.ts
import { createHash, hash } from "node:crypto";
function buildOperation(parts) {
  const { kind, personKey, target, before, after, identity, sentence, reasons } = parts;
  let wish = `${kind}
${personKey ?? ""}`;
  for (const part of identity) wish += `
${typeof part === "string" ? part : JSON.stringify(part)}`;
  return { id: shorten(hash("sha256", wish, "base64url")), kind, personKey, target, before, after, sentence, reasons };
}
__name(buildOperation, "buildOperation");
function fingerprintOf(operations) {
  const digest = createHash("sha256");
  for (const { id } of operations) digest.update(id);
  return shorten(digest.digest("base64url"));
}
__name(fingerprintOf, "fingerprintOf");
var shorten = /* @__PURE__ */ __name((digest) => digest.slice(0, 22), "shorten");

// api/engine/account/subject.ts
function targetOf(subject) {
  if (subject.account === null) return { accountId: null, userPrincipalName: subject.address };
  return { accountId: subject.account.id, userPrincipalName: subject.account.userPrincipalName };
}
__name(targetOf, "targetOf");

// api/engine/account/diff-account.ts
function createAccount(desired, names, world) {
  const { person, standing, enabled } = desired;
  const who = world.nameOf(person.personKey);
  const { address, mailNickname, mail } = names;
  const after = {
    userPrincipalName: address,
    mailNickname,
    ...mail === void 0 ? {} : { mail },
    accountEnabled: enabled,
    ...desired.attributes
  };
  return [
    buildOperation({
      kind: "create-account",
      personKey: person.personKey,
      target: { accountId: null, userPrincipalName: address },
      before: null,
      after,
      identity: [after],
      sentence: world.texts.createAccount(who, address, enabled, textOf(standing.startsOn)),
      reasons: startReasons(desired, world)
    })
  ];
}
__name(createAccount, "createAccount");
function diffAccount(desired, current, world) {
  const { account } = current;
  if (desired.deleted) return [deleteAccount(desired, account, world)];
  const operations = [];
  if (current.restored) operations.push(restoreAccount(desired, account, world));
  operations.push(...updateAccount(desired, current, world));
  if (desired.enabled && !account.accountEnabled) operations.push(switchAccount(desired, account, world));
  if (!desired.enabled && account.accountEnabled)
    operations.push(switchAccount(desired, account, world), ...revokeSessions(desired, account, world));
  return operations;
}
__name(diffAccount, "diffAccount");
function revokeSessions(desired, account, world) {
  if (!world.input.policy.policy.lifecycle.revokeSessionsOnExit) return [];
  return [
    buildOperation({
      kind: "revoke-sessions",
      personKey: desired.person.personKey,
      target: targetOf({ account }),
      before: null,
      after: { sessionsRevoked: true },
      identity: [],
      sentence: world.texts.revokeSessions(world.nameOf(desired.person.personKey)),
      reasons: enabledReasons(desired, world)
    })
  ];
}
__name(revokeSessions, "revokeSessions");
function restoreAccount(desired, account, world) {
  return buildOperation({
    kind: "restore-account",
    personKey: desired.person.personKey,
    target: targetOf({ account }),
    before: { deletedAt: account.deletedAt },
    after: { deletedAt: null },
    identity: [account.id],
    sentence: world.texts.restoreAccount(world.nameOf(desired.person.personKey)),
    reasons: [...startReasons(desired, world), { kind: "match", text: world.texts.inRecycleBin, source: null }]
  });
}
__name(restoreAccount, "restoreAccount");
function deleteAccount(desired, account, world) {
  const days = world.input.policy.policy.lifecycle.deleteDaysAfterEnd;
  return buildOperation({
    kind: "delete-account",
    personKey: desired.person.personKey,
    target: targetOf({ account }),
    before: {
      accountEnabled: account.accountEnabled,
      ...account.attributes,
      managerId: account.managerId,
      items: [...world.held.of(account.id)]
    },
    after: null,
    identity: [],
    sentence: world.texts.deleteAccount(world.nameOf(desired.person.personKey)),
    reasons: [
      ...endReasons(desired, world),
      { kind: "clock", text: world.texts.goneForDays(days), source: "lifecycle.deleteDaysAfterEnd" }
    ]
  });
}
__name(deleteAccount, "deleteAccount");
function switchAccount(desired, account, world) {
  const { enabled, person } = desired;
  const who = world.nameOf(person.personKey);
  return buildOperation({
    kind: enabled ? "enable-account" : "disable-account",
    personKey: person.personKey,
    target: targetOf({ account }),
    before: { accountEnabled: account.accountEnabled },
    after: { accountEnabled: enabled },
    identity: [],
    sentence: enabled ? world.texts.enableAccount(who) : world.texts.disableAccount(who),
    reasons: enabledReasons(desired, world)
  });
}
__name(switchAccount, "switchAccount");
function updateAccount(desired, current, world) {
  const written = listChanges(desired.attributes, current.account.attributes);
  if (written.length === 0 && current.linkedBy !== "employeeId") return [];
  const changes = written.filter((change) => change.before !== change.after);
  const who = world.nameOf(desired.person.personKey);
  const before = Object.fromEntries(written.map((change) => [change.attribute, change.before]));
  const after = Object.fromEntries(written.map((change) => [change.attribute, change.after]));
  const reasons = changes.map(({ attribute, after: value }) => ({
    kind: "hr",
    text: world.texts.hrSays(attribute, value),
    source: `attributes.${attribute}`
  }));
  const adopts = current.linkedBy === "employeeId" && !current.account.stampTaken;
  if (adopts) {
    before.stampedPersonKey = null;
    after.stampedPersonKey = desired.person.personKey;
    reasons.push({
      kind: "match",
      text: world.texts.matchedByEmployeeId(textOf(current.account.attributes.employeeId)),
      source: null
    });
  }
  if (changes.length === 0 && !adopts) return [];
  return [
    buildOperation({
      kind: "update-account",
      personKey: desired.person.personKey,
      target: targetOf({ account: current.account }),
      before,
      after,
      identity: [after],
      sentence: changes.length === 0 ? world.texts.linkAccount(who) : world.texts.updateAccount(who, changes),
      reasons
    })
  ];
}
__name(updateAccount, "updateAccount");
var pairs = {
  costCenter: "division",
  division: "costCenter"
};
var noChanges = [];
function isAsWanted(wanted, actual) {
  for (const name in wanted) {
    const attribute = name;
    const value = wanted[attribute];
    if (value !== void 0 && value !== (actual[attribute] ?? null)) return false;
  }
  return true;
}
__name(isAsWanted, "isAsWanted");
function listChanges(wanted, actual) {
  if (isAsWanted(wanted, actual)) return noChanges;
  const changes = [];
  for (const name in wanted) {
    const attribute = name;
    const after = wanted[attribute];
    const before = actual[attribute] ?? null;
    if (after !== void 0 && after !== before) changes.push({ attribute, before, after });
  }
  for (const { attribute } of [...changes]) {
    const other = pairs[attribute];
    const kept = other === void 0 ? null : actual[other] ?? null;
    if (other !== void 0 && kept !== null && !changes.some((change) => change.attribute === other)) {
      changes.push({ attribute: other, before: kept, after: kept });
    }
  }
  return changes;
}
__name(listChanges, "listChanges");
function enabledReasons(desired, world) {
  const { phase, urgent, leave: leave2 } = desired.standing;
  if (urgent !== null) return [{ kind: "policy", text: world.texts.urgentExit(urgent.reason), source: urgent.by }];
  if (phase === "active" && leave2 === "disabled")
    return [{ kind: "policy", text: world.texts.onLeave, source: "leave" }];
  const hasLeft = phase === "ended" || phase === "inactive" || phase === "between-ends";
  return hasLeft ? endReasons(desired, world) : startReasons(desired, world);
}
__name(enabledReasons, "enabledReasons");
function startReasons(desired, world) {
  const { startsOn, phase } = desired.standing;
  if (startsOn === null) return [];
  if (phase === "active") return [{ kind: "hr", text: world.texts.hasStarted(startsOn), source: "startDate" }];
  const days = world.input.policy.policy.lifecycle.createDaysBeforeStart;
  return [
    { kind: "hr", text: world.texts.startsOn(startsOn), source: "startDate" },
    { kind: "policy", text: world.texts.preparedDays(days), source: "lifecycle.createDaysBeforeStart" }
  ];
}
__name(startReasons, "startReasons");
function endReasons(desired, world) {
  const { endedOn, phase } = desired.standing;
  if (phase === "inactive") return [{ kind: "hr", text: world.texts.noLongerActive, source: "active" }];
  const day = textOf(endedOn);
  return phase === "between-ends" ? [{ kind: "hr", text: world.texts.lastWorkingDayWas(day), source: "lastWorkingDay" }] : [{ kind: "hr", text: world.texts.lastDayWas(day), source: "endDate" }];
}
__name(endReasons, "endReasons");

// api/engine/access/items.ts
var groupKey = /* @__PURE__ */ __name((groupId) => `group ${groupId}`, "groupKey");
var licenceKey = /* @__PURE__ */ __name((skuId) => `licence ${skuId}`, "licenceKey");
var appRoleKey = /* @__PURE__ */ __name((applicationId, roleId) => `app ${applicationId} ${roleId}`, "appRoleKey");
function want(wanted, item, reason) {
  const known2 = wanted.get(item.key);
  if (known2 === void 0) wanted.set(item.key, { item, reasons: [reason] });
  else if (!known2.reasons.some((other) => other.text === reason.text && other.source === reason.source))
    wanted.set(item.key, { item, reasons: [...known2.reasons, reason] });
}
__name(want, "want");
function nameOf(item) {
  if (item.kind === "group") return item.group.displayName;
  if (item.kind === "licence") return item.sku.skuPartNumber;
  return `${item.application.displayName}: ${item.roleName}`;
}
__name(nameOf, "nameOf");

// api/engine/access/diff-items.ts
var noChanges2 = { operations: [], notes: [] };
function diffItems(desired, subject, world) {
  const { access } = desired;
  const held = world.held.of(subject.account?.id ?? "");
  if (access === null || holdsExactly(held, access)) return noChanges2;
  const changes = { operations: [], notes: [] };
  for (const [key, { item, reasons }] of access) {
    if (!held.has(key)) add({ desired, subject, item, reasons }, world, changes);
  }
  for (const key of held) {
    const item = access.has(key) ? void 0 : world.items.byKey.get(key);
    if (item === void 0 || !world.isManaged(desired.person.personKey, key)) continue;
    if (item.kind === "licence" && isBridge(item.sku.skuId, { access, subject }, world)) continue;
    const reasons = lossReasons(desired, item, world);
    changes.operations.push(changeItem("remove", { desired, subject, item, reasons }, world));
  }
  return changes;
}
__name(diffItems, "diffItems");
function isBridge(skuId, { access, subject }, world) {
  const carriers = [...world.items.carriers.get(skuId) ?? []];
  if (!carriers.some((groupId) => access.has(groupKey(groupId)))) return false;
  const held = subject.account?.licences.find((licence) => licence.skuId === skuId);
  return !carriers.some((groupId) => held?.groupIds.includes(groupId));
}
__name(isBridge, "isBridge");
function holdsExactly(held, access) {
  if (held.size !== access.size) return false;
  for (const key of access.keys()) if (!held.has(key)) return false;
  return true;
}
__name(holdsExactly, "holdsExactly");
function add(change, world, changes) {
  const { item, subject, desired } = change;
  const { personKey } = desired.person;
  if (item.kind === "licence") {
    if (comesByGroup(subject, item.sku.skuId)) return;
    if (!hasUsageLocation(desired, subject)) {
      const text = world.texts.licenceNeedsLocation(world.nameOf(personKey), item.sku.skuPartNumber);
      changes.notes.push({ kind: "waiting", personKey, text });
      return;
    }
  }
  changes.operations.push(changeItem("add", change, world));
  const isAsked = /* @__PURE__ */ __name(({ kind, target }) => kind === "provision-app" && item.kind === "app-role" && target.appId === item.application.id, "isAsked");
  if (item.kind === "app-role" && !changes.operations.some(isAsked))
    changes.operations.push(...provision(change, item, world));
}
__name(add, "add");
function comesByGroup({ account }, skuId) {
  return account?.licences.some((licence) => licence.skuId === skuId && licence.groupIds.length > 0) ?? false;
}
__name(comesByGroup, "comesByGroup");
function hasUsageLocation({ attributes: attributes2 }, { account }) {
  return (attributes2.usageLocation ?? account?.attributes.usageLocation ?? null) !== null;
}
__name(hasUsageLocation, "hasUsageLocation");
var kinds = {
  group: { add: "add-member", remove: "remove-member" },
  licence: { add: "assign-licence", remove: "remove-licence" },
  "app-role": { add: "assign-app-role", remove: "remove-app-role" }
};
var yes = {
  group: Object.freeze({ member: true }),
  licence: Object.freeze({ licence: true }),
  "app-role": Object.freeze({ assigned: true })
};
var no = {
  group: Object.freeze({ member: false }),
  licence: Object.freeze({ licence: false }),
  "app-role": Object.freeze({ assigned: false })
};
function changeItem(direction, change, world) {
  const { desired, subject, item, reasons } = change;
  const { personKey } = desired.person;
  const kind = kinds[item.kind][direction];
  const who = world.nameOf(personKey);
  const isAdded = direction === "add";
  return buildOperation({
    kind,
    personKey,
    target: itemTarget(targetOf(subject), item),
    before: isAdded ? no[item.kind] : beforeRemoval(subject, item, world),
    after: isAdded ? yes[item.kind] : no[item.kind],
    identity: identityOf(item),
    sentence: world.texts.changeItem(kind, who, nameOf(item)),
    reasons
  });
}
__name(changeItem, "changeItem");
function itemTarget({ accountId, userPrincipalName }, item) {
  if (item.kind === "group") {
    const { id, displayName } = item.group;
    return { accountId, userPrincipalName, groupId: id, groupName: displayName };
  }
  if (item.kind === "licence") {
    const { skuId, skuPartNumber } = item.sku;
    return { accountId, userPrincipalName, skuId, skuName: skuPartNumber };
  }
  const { application, roleId, roleName } = item;
  const app = { appId: application.id, appName: application.displayName };
  return { accountId, userPrincipalName, ...app, appRoleId: roleId, appRoleName: roleName };
}
__name(itemTarget, "itemTarget");
function beforeRemoval(subject, item, world) {
  if (item.kind !== "app-role" || subject.account === null) return yes[item.kind];
  return { assigned: true, assignmentId: world.held.assignmentId(subject.account.id, item.key) };
}
__name(beforeRemoval, "beforeRemoval");
function identityOf(item) {
  if (item.kind === "group") return [item.group.id];
  return item.kind === "licence" ? [item.sku.skuId] : [item.application.id, item.roleId];
}
__name(identityOf, "identityOf");
function provision(change, item, world) {
  const { application } = item;
  if (application.syncJob === null || !world.isProvisionedOnDemand(application)) return [];
  if (!change.desired.enabled) return [];
  const { personKey } = change.desired.person;
  const { id, ruleId } = application.syncJob;
  return [
    buildOperation({
      kind: "provision-app",
      personKey,
      target: { ...targetOf(change.subject), appId: application.id, appName: application.displayName },
      before: null,
      after: { jobId: id, ruleId },
      identity: [application.id],
      sentence: world.texts.changeItem("provision-app", world.nameOf(personKey), application.displayName),
      reasons: change.reasons
    })
  ];
}
__name(provision, "provision");
function lossReasons(desired, item, world) {
  const { endedOn, phase } = desired.standing;
  if (phase === "ended" && endedOn !== null)
    return [{ kind: "hr", text: world.texts.accessEnded(endedOn), source: "endDate" }];
  const ended = phase === "inactive" ? endReasons(desired, world) : [];
  return [...ended, { kind: "rule", text: world.texts.noLongerEntitled(nameOf(item)), source: null }];
}
__name(lossReasons, "lossReasons");

// api/engine/membership-rule/rule-attributes.ts
var alike = [
  "city",
  "companyName",
  "country",
  "department",
  "displayName",
  "employeeId",
  "employeeType",
  "givenName",
  "jobTitle",
  "mail",
  "onPremisesDistinguishedName",
  "onPremisesSecurityIdentifier",
  "passwordPolicies",
  "postalCode",
  "preferredLanguage",
  "sipProxyAddress",
  "state",
  "streetAddress",
  "surname",
  "usageLocation",
  "userPrincipalName",
  "userType",
  ...Array.from({ length: 14 }, (_, index) => `extensionAttribute${index + 1}`)
];
var renamed = {
  mobile: "mobilePhone",
  telephoneNumber: "businessPhone",
  physicalDeliveryOfficeName: "officeLocation",
  facsimileTelephoneNumber: "faxNumber",
  objectId: "id",
  mailNickName: "mailNickname"
};
var attributes = [
  ...alike.map((name) => ({ name, fact: name, type: "text" })),
  ...Object.entries(renamed).map(([name, fact]) => ({ name, fact, type: "text" })),
  { name: "accountEnabled", fact: "accountEnabled", type: "boolean" },
  { name: "dirSyncEnabled", fact: "dirSyncEnabled", type: "boolean" },
  { name: "employeeHireDate", fact: "employeeHireDate", type: "date" },
  { name: "otherMails", fact: "otherMails", type: "texts" },
  { name: "proxyAddresses", fact: "proxyAddresses", type: "texts" },
  { name: "assignedPlans", fact: "assignedPlans", type: "plans" }
];
var ruleAttributes = new Map(
  attributes.map((attribute) => [attribute.name.toLowerCase(), attribute])
);
var ruleAttributeNames = attributes.map(({ name }) => name);
var ruleNamesOfFacts = new Map(
  Object.entries(renamed).map(([name, fact]) => [fact.toLowerCase(), name])
);
var planAttributes = new Map(
  ["servicePlanId", "service", "capabilityStatus"].map((name) => [
    name.toLowerCase(),
    { name, fact: name, type: "text" }
  ])
);

// api/engine/access/resolve-groups.ts
function resolveGroups(names, groups3, texts) {
  const indexes = [
    new Map(groups3.map((group) => [group.id.toLowerCase(), [group]])),
    collect(groups3, (group) => group.mailNickname),
    collect(groups3, (group) => group.displayName)
  ];
  const found = /* @__PURE__ */ new Map();
  const notes = [];
  const note2 = /* @__PURE__ */ __name((kind, text) => notes.push({ kind, personKey: null, text }), "note");
  for (const name of names) {
    const hits = indexes.map((index) => index.get(name.toLowerCase())).find((list2) => list2 !== void 0) ?? [];
    const [group] = hits;
    if (group === void 0) note2("unknown-group", texts.unknownGroup(name));
    else if (hits.length > 1) note2("unknown-group", texts.ambiguousGroup(name, hits.length));
    else if (group.barrier !== null) note2("unwritable-group", texts.unwritableGroup(name, group.barrier));
    else found.set(name.toLowerCase(), group);
  }
  return {
    find: /* @__PURE__ */ __name((name) => found.get(name.toLowerCase()) ?? null, "find"),
    byId: new Map([...found.values()].map((group) => [group.id, group])),
    notes
  };
}
__name(resolveGroups, "resolveGroups");
function findGroups(name, groups3) {
  const wanted = name.toLowerCase();
  const keys = [(group) => group.id, (group) => group.mailNickname, (group) => group.displayName];
  const hits = keys.map((keyOf) => groups3.filter((group) => keyOf(group)?.toLowerCase() === wanted));
  return hits.find((list2) => list2.length > 0) ?? [];
}
__name(findGroups, "findGroups");
function collect(groups3, keyOf) {
  const index = /* @__PURE__ */ new Map();
  for (const group of groups3) {
    const key = keyOf(group)?.toLowerCase();
    if (key) index.set(key, [...index.get(key) ?? [], group]);
  }
  return index;
}
__name(collect, "collect");

// api/engine/access/plan-dynamic-groups.ts
var riskyChanges = 100;
function planDynamicGroups(planned, world) {
  const operations = [];
  const notes = [];
  for (const wanted of world.input.policy.dynamicGroups) {
    const found = findGroups(wanted.group, world.input.directory.groups);
    const [group] = found;
    const say = /* @__PURE__ */ __name((kind, text) => notes.push({ kind, personKey: null, text }), "say");
    if (group === void 0) say("unknown-group", world.texts.unknownGroup(wanted.group));
    else if (found.length > 1) say("unknown-group", world.texts.ambiguousGroup(wanted.group, found.length));
    else if (group.barrier !== null && group.barrier !== "dynamic")
      say("unwritable-group", world.texts.unwritableGroup(wanted.group, group.barrier));
    else operations.push(...bringRule(wanted, group, { isRisky: isRisky(wanted, planned), world }));
  }
  return { operations, notes };
}
__name(planDynamicGroups, "planDynamicGroups");
function bringRule(wanted, group, { isRisky: risky, world }) {
  const isSame = group.membershipRule === wanted.membershipRule;
  if (isSame && group.ruleProcessing === "on" && !risky) return [];
  const set = /* @__PURE__ */ __name((processing, before) => buildOperation({
    kind: "set-membership-rule",
    personKey: null,
    target: { accountId: null, userPrincipalName: "", groupId: group.id, groupName: group.displayName },
    before: { dynamic: group.barrier === "dynamic", membershipRule: group.membershipRule, processing: before },
    after: { dynamic: true, membershipRule: wanted.membershipRule, processing },
    identity: [group.id, wanted.membershipRule, processing],
    sentence: world.texts.setMembershipRule(group.displayName, processing, isSame),
    reasons: [
      { kind: "policy", text: world.texts.ruleMatches(wanted.membershipRule), source: `groups.${wanted.group}` }
    ]
  }), "set");
  if (!risky || group.barrier !== "dynamic") return [set("on", group.ruleProcessing)];
  return [set("paused", group.ruleProcessing), set("on", "paused")];
}
__name(bringRule, "bringRule");
var changingKinds = [
  "update-account",
  "rename-account",
  "disable-account",
  "enable-account"
];
function isRisky({ membershipRule }, planned) {
  const asked = factsOf(membershipRule);
  const changes = planned.filter(
    ({ kind, after }) => changingKinds.includes(kind) && Object.keys({ ...after }).some((name) => asked.has(name))
  );
  return changes.length > riskyChanges;
}
__name(isRisky, "isRisky");
function factsOf(membershipRule) {
  const names = [...membershipRule.matchAll(/\buser\.(\w+)/gi)].map(([, name = ""]) => name.toLowerCase());
  return new Set(names.flatMap((name) => ruleAttributes.get(name)?.fact ?? []));
}
__name(factsOf, "factsOf");

// api/engine/matching/owned-attributes.ts
function ownedAttributes(personKey, world) {
  const { ownership, links } = world.input;
  const owned = ownership.get(personKey);
  if (owned === void 0) return null;
  const match = world.matches.of(personKey);
  const isThere2 = match.kind === "linked" || match.kind === "deleted";
  return isThere2 && match.account.id === links.get(personKey) ? owned : null;
}
__name(ownedAttributes, "ownedAttributes");
function onlyOwned(attributes2, owned) {
  if (owned === null) return attributes2;
  return Object.fromEntries(owned.flatMap((name) => name in attributes2 ? [[name, attributes2[name]]] : []));
}
__name(onlyOwned, "onlyOwned");

// api/engine/access/access-subject.ts
var noAttributes = {};
function accessSubject(person, standing, around) {
  const { world, account, address, managerId = account?.managerId ?? null } = around;
  const attributesIn = /* @__PURE__ */ __name((employment) => world.attributesOf(person, employment).attributes, "attributesIn");
  return {
    person,
    standing,
    account,
    address,
    attributes: standing.primary === null ? noAttributes : attributesIn(standing.primary),
    attributesIn,
    owned: ownedAttributes(person.personKey, world),
    enabled: standing.enabled,
    managerId
  };
}
__name(accessSubject, "accessSubject");

// api/engine/life/choose-primary.ts
function choosePrimary(employments) {
  let best = null;
  for (const employment of employments) {
    if (best === null || comesBefore(employment, best)) best = employment;
  }
  return best;
}
__name(choosePrimary, "choosePrimary");
function comesBefore(a, b) {
  if (a.isPrimary === true !== (b.isPrimary === true)) return a.isPrimary === true;
  if ((a.fte ?? 0) !== (b.fte ?? 0)) return (a.fte ?? 0) > (b.fte ?? 0);
  if ((a.startsOn ?? "") !== (b.startsOn ?? "")) return (a.startsOn ?? "") > (b.startsOn ?? "");
  return a.employmentKey < b.employmentKey;
}
__name(comesBefore, "comesBefore");

// api/engine/lazily.ts
function lazily(make) {
  let made = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
__name(lazily, "lazily");

// api/engine/names/name-functions.ts
import anyAscii from "any-ascii";
var spellings = /* @__PURE__ */ new Map([
  ["de", ["\xE4ae", "\xF6oe", "\xFCue", "\xC4Ae", "\xD6Oe", "\xDCUe"].map(toSpelling)],
  ["da", ["\xE6ae", "\xF8oe", "\xE5aa", "\xC6Ae", "\xD8Oe", "\xC5Aa"].map(toSpelling)]
]);
function toSpelling(pair) {
  return [pair.slice(0, 1), pair.slice(1)];
}
__name(toSpelling, "toSpelling");
var spelledLanguages = [...spellings.keys()];
function transliterate(text, language = "") {
  let written = text.normalize("NFC");
  for (const [letter, instead] of spellings.get(language) ?? []) written = written.replaceAll(letter, instead);
  return anyAscii(written);
}
__name(transliterate, "transliterate");
function initials(names) {
  return names.flatMap((name) => name.split(/[\s.\-‐‑]+/u)).filter((name) => /^\p{L}/u.test(name)).map((name) => `${/^IJ|^ij/.test(name) ? "IJ" : firstLetter(name).toUpperCase()}.`).join("");
}
__name(initials, "initials");
function capital(text) {
  if (text.startsWith("ij")) return `IJ${text.slice(2)}`;
  const first2 = firstLetter(text);
  return first2.toUpperCase() + text.slice(first2.length);
}
__name(capital, "capital");
function firstLetter(text) {
  const [first2 = ""] = text;
  return first2;
}
__name(firstLetter, "firstLetter");
var wordsOf = /* @__PURE__ */ __name((text) => text.split(/\s+/u).filter((word) => word !== ""), "wordsOf");
function substring(text, start, length = Number.POSITIVE_INFINITY) {
  const letters = [...text];
  const from = start < 0 ? Math.max(letters.length + start, 0) : start;
  return letters.slice(from, from + Math.max(length, 0)).join("");
}
__name(substring, "substring");
function sortName(prefix, name) {
  return prefix === "" ? name : `${name}, ${prefix}`;
}
__name(sortName, "sortName");

// api/engine/names/compose-names.ts
function composeNames(person) {
  const callName = given(person.callName) ?? given(person.givenName) ?? given(person.initials);
  const birth = familyName(person.birthNamePrefix, person.birthName);
  const partner = familyName(person.partnerNamePrefix, person.partnerName);
  const order2 = orderNames(person.nameUse, birth, partner);
  if (callName === void 0 || order2 === null) return null;
  const [first2, second] = order2;
  const tail = second === null ? "" : ` - ${withPrefix(second)}`;
  return {
    callName,
    surname: withPrefix(first2) + tail,
    sortName: sortName(first2.prefix, first2.name + tail),
    birthSurname: birth === null ? void 0 : withPrefix(birth),
    partnerSurname: partner === null ? void 0 : withPrefix(partner)
  };
}
__name(composeNames, "composeNames");
function orderNames(use, birth, partner) {
  if (birth === null) return partner === null || use === "birth" || use === "as-given" ? null : [partner, null];
  if (partner === null) return [birth, null];
  switch (use) {
    case "partner":
      return [partner, null];
    case "partner-birth":
      return [partner, birth];
    case "birth-partner":
      return [birth, partner];
    case "birth":
    case "as-given":
      return [birth, null];
  }
}
__name(orderNames, "orderNames");
function familyName(prefix, name) {
  const known2 = given(name);
  return known2 === void 0 ? null : { prefix: given(prefix) ?? "", name: known2 };
}
__name(familyName, "familyName");
var withPrefix = /* @__PURE__ */ __name(({ prefix, name }) => prefix === "" ? name : `${prefix} ${name}`, "withPrefix");
var given = /* @__PURE__ */ __name((text) => text?.trim() ? text : void 0, "given");
function namePerson(person) {
  const names = composeNames(person);
  const name = names === null ? person.birthName ?? person.callName ?? null : `${names.callName} ${names.surname}`;
  return name === null ? person.personKey : `${name} (${person.personKey})`;
}
__name(namePerson, "namePerson");

// api/engine/names/index-addresses.ts
function indexAddresses(accounts2) {
  const index = /* @__PURE__ */ new Map();
  const indexBy = /* @__PURE__ */ __name((addressesOf2) => {
    const holders = /* @__PURE__ */ new Map();
    for (const account of accounts2) {
      for (const address of addressesOf2(account)) {
        const key = address.toLowerCase();
        const other = holders.get(key);
        if (other === void 0 || account.id < other.id) holders.set(key, account);
      }
    }
    for (const [address, account] of holders) index.set(address, account);
  }, "indexBy");
  indexBy((account) => account.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, "")));
  indexBy((account) => account.mail === null ? [] : [account.mail]);
  indexBy((account) => [account.userPrincipalName]);
  return index;
}
__name(indexAddresses, "indexAddresses");
function withOwnName(account) {
  const prefix = account.id.replaceAll("-", "");
  const { userPrincipalName } = account;
  if (!userPrincipalName.startsWith(prefix)) return account;
  return { ...account, userPrincipalName: userPrincipalName.slice(prefix.length) };
}
__name(withOwnName, "withOwnName");

// api/engine/matching/match-keys.ts
import anyAscii2 from "any-ascii";

// api/engine/names/desired-names.ts
var longestLocalPart = 64;
var mostNumbers = 1e4;
function toLocalPart(text, maxLength = longestLocalPart) {
  const local = trimMarks(trimMarks(reduce(text)).slice(0, maxLength));
  return local === "" ? null : local;
}
__name(toLocalPart, "toLocalPart");
function reduce(text) {
  return transliterate(text).toLowerCase().replace(/[^a-z0-9._-]/g, "").replace(/\.{2,}/g, ".").replace(/-{2,}/g, "-");
}
__name(reduce, "reduce");
var trimMarks = /* @__PURE__ */ __name((local) => local.replace(/^[.\-_]+|[.\-_]+$/g, ""), "trimMarks");
function* candidates(facts, rules) {
  const { templates, maxLength = longestLocalPart, firstNumber } = rules;
  for (const template of templates) {
    const filled = template.fillWhole(template.usesNumber ? { ...facts, n: 2 } : facts);
    if (filled === null) continue;
    if (template.usesNumber) yield* numbered(template, facts, { maxLength, firstNumber });
    else {
      const local = toLocalPart(filled, maxLength);
      if (local !== null) yield { local, number: null, base: local };
    }
  }
}
__name(candidates, "candidates");
function* numbered(template, facts, how) {
  const { maxLength, firstNumber } = how;
  const bare = toLocalPart(template.fill(facts) ?? "", maxLength);
  if (bare === null) return;
  const base2 = `${template.text} ${bare}`;
  const counting = { ...facts, n: 0 };
  const last = Math.min(mostNumbers, 10 ** (maxLength - 1) - 1);
  for (let number2 = firstNumber?.(base2) ?? 2; number2 <= last; number2++) {
    counting.n = number2;
    const local = fitNumber(template.fill(counting) ?? "", { bare, number: number2, maxLength });
    if (local !== null) yield { local, number: number2, base: base2 };
  }
}
__name(numbered, "numbered");
function fitNumber(filled, how) {
  const { bare, number: number2, maxLength } = how;
  if (reduce(filled).length <= maxLength) return toLocalPart(filled, maxLength);
  const digits = String(number2);
  return `${trimMarks(bare.slice(0, maxLength - digits.length))}${digits}`;
}
__name(fitNumber, "fitNumber");
function firstAddress(templates, facts, domain, maxLength = longestLocalPart) {
  for (const { local } of candidates(facts, { templates, maxLength })) return `${local}@${domain}`;
  return null;
}
__name(firstAddress, "firstAddress");

// api/engine/names/person-facts.ts
var flatFacts = [
  "personKey",
  "callName",
  "givenName",
  "initials",
  "surname",
  "sortName",
  "birthNamePrefix",
  "birthName",
  "birthSurname",
  "partnerNamePrefix",
  "partnerName",
  "partnerSurname",
  "nameUse",
  "mobilePhone",
  "workPhone",
  "workEmail",
  "employmentKey",
  "employeeNumber",
  "kind",
  "employerKey",
  "employerName",
  "startDate",
  "lastWorkingDay",
  "endDate",
  "fte",
  "functionKey",
  "functionTitle",
  "costCentre",
  "location",
  "country",
  "n"
];
var factNames = [...flatFacts, "unit.key", "unit.name", "unit.parentKey"];
var unitOf = /* @__PURE__ */ __name(({ unitKey }, units) => units.get(unitKey ?? "") ?? null, "unitOf");
function personFacts(subject) {
  const { person, employment, unit, names } = subject;
  return {
    personKey: person.personKey,
    callName: names.callName,
    givenName: person.givenName,
    initials: person.initials,
    surname: names.surname,
    sortName: names.sortName,
    birthNamePrefix: person.birthNamePrefix,
    birthName: person.birthName,
    birthSurname: names.birthSurname,
    partnerNamePrefix: person.partnerNamePrefix,
    partnerName: person.partnerName,
    partnerSurname: names.partnerSurname,
    nameUse: person.nameUse,
    mobilePhone: person.mobilePhone,
    workPhone: person.workPhone,
    workEmail: person.workEmail,
    employmentKey: employment.employmentKey,
    employeeNumber: employment.employeeNumber,
    kind: employment.kind,
    employerKey: employment.employerKey,
    employerName: employment.employerName,
    startDate: employment.startsOn,
    lastWorkingDay: employment.lastWorkingDayOn,
    endDate: employment.endsOn,
    fte: employment.fte,
    functionKey: employment.functionKey,
    functionTitle: employment.functionTitle,
    costCentre: employment.costCentre,
    location: employment.location,
    country: employment.country,
    n: void 0,
    unit: unit === null ? void 0 : { key: unit.unitKey, name: unit.name, parentKey: unit.parentKey }
  };
}
__name(personFacts, "personFacts");

// api/engine/matching/match-accounts.ts
function matchAccounts(input) {
  const live = indexAccounts(input.accounts, input.links);
  const deleted = indexAccounts(input.deletedAccounts, input.links);
  const numbers = countNumbers(input);
  const matches = /* @__PURE__ */ new Map();
  const owners = new Map(live.owners);
  for (const person of input.people) {
    const match = matchPerson(person, { live, deleted, numbers, input });
    matches.set(person.personKey, match);
    if (match.kind === "linked") owners.set(match.account.id, person.personKey);
  }
  return {
    of: /* @__PURE__ */ __name((personKey) => matches.get(personKey) ?? ownedBy(live, personKey), "of"),
    ownerOf: /* @__PURE__ */ __name((accountId) => owners.get(accountId) ?? null, "ownerOf")
  };
}
__name(matchAccounts, "matchAccounts");
function indexAccounts(accounts2, links) {
  const linkedTo = /* @__PURE__ */ new Map();
  for (const [personKey, accountId] of links) append(linkedTo, accountId, personKey);
  const contested = /* @__PURE__ */ new Map();
  const owned = /* @__PURE__ */ new Map();
  const owners = /* @__PURE__ */ new Map();
  const free = /* @__PURE__ */ new Map();
  for (const account of accounts2) {
    const claimants = linkedTo.get(account.id)?.sort() ?? [];
    const [link] = claimants;
    const owner = link ?? account.stampedPersonKey;
    if (claimants.length > 1) for (const personKey of claimants) contested.set(personKey, account);
    if (owner !== null) {
      owners.set(account.id, owner);
      addOwned(owned, owner, { account, by: link === void 0 ? "stamp" : "link" });
    } else if (account.attributes.employeeId && !account.isGuest) {
      append(free, account.attributes.employeeId.toLowerCase(), account);
    }
  }
  return { owned, owners, free, contested };
}
__name(indexAccounts, "indexAccounts");
function addOwned(owned, owner, found) {
  const before = owned.get(owner);
  if (before === void 0 || found.by === "link" && before.by === "stamp") {
    owned.set(owner, { accounts: [found.account], by: found.by });
  } else if (before.by === found.by) {
    before.accounts.push(found.account);
  }
}
__name(addOwned, "addOwned");
function countNumbers(input) {
  const present = /* @__PURE__ */ new Map();
  const former = /* @__PURE__ */ new Map();
  for (const person of input.people) {
    const numbers = input.hasEnded(person.personKey) ? former : present;
    for (const number2 of numbersOf(person)) append(numbers, number2, person.personKey);
  }
  return { present, former };
}
__name(countNumbers, "countNumbers");
var numbersOf = /* @__PURE__ */ __name((person) => {
  const numbers = person.employments.flatMap(({ employeeNumber }) => employeeNumber?.toLowerCase() || []);
  return [...new Set(numbers)].sort();
}, "numbersOf");
function matchPerson(person, world) {
  const { live, deleted, input } = world;
  const { personKey } = person;
  const ended = input.hasEnded(personKey);
  const inBin = ownedInBin(deleted, personKey);
  if (ended && hadAccount(personKey, { live, links: input.links })) return inBin ?? { kind: "none" };
  const owned = ownedBy(live, personKey);
  if (owned.kind !== "none") return owned;
  if (ended && inBin !== null) return inBin;
  if (input.adoption === "by-decision" && inBin !== null) return inBin;
  const numbers = numbersOf(person);
  const { present, former } = world.numbers;
  if (ended && numbers.some((number2) => present.has(number2))) return { kind: "none" };
  const shared = numbers.find((number2) => {
    const claimants = (ended ? former : present).get(number2);
    return claimants !== void 0 && claimants.length > 1;
  });
  if (shared !== void 0) return { kind: "shared", employeeNumber: shared };
  const freeWithNumber = /* @__PURE__ */ __name((index) => numbers.flatMap((number2) => index.free.get(number2) ?? []).filter(({ id }) => !input.isRejected(personKey, id)), "freeWithNumber");
  const byNumber = only(freeWithNumber(live), "employeeId");
  if (byNumber.kind !== "none") return ask(byNumber, input);
  return inBin ?? ask(newestOf(freeWithNumber(deleted), "employeeId"), input);
}
__name(matchPerson, "matchPerson");
function hadAccount(personKey, { live, links }) {
  return links.has(personKey) && live.owned.get(personKey)?.by !== "link" && !live.contested.has(personKey);
}
__name(hadAccount, "hadAccount");
function ownedInBin(deleted, personKey) {
  const contested = deleted.contested.get(personKey);
  if (contested !== void 0) return { kind: "contested", account: contested };
  const gone = deleted.owned.get(personKey);
  return gone === void 0 ? null : newestOf(gone.accounts, gone.by);
}
__name(ownedInBin, "ownedInBin");
function ask(match, { adoption }) {
  const isFound = match.kind === "linked" || match.kind === "deleted";
  return isFound && adoption === "by-decision" ? { kind: "proposed", account: match.account } : match;
}
__name(ask, "ask");
function ownedBy(index, personKey) {
  const contested = index.contested.get(personKey);
  if (contested !== void 0) return { kind: "contested", account: contested };
  const owned = index.owned.get(personKey);
  return owned === void 0 ? { kind: "none" } : only(owned.accounts, owned.by);
}
__name(ownedBy, "ownedBy");
function only(accounts2, by) {
  const [account, second] = accounts2;
  if (account === void 0) return { kind: "none" };
  if (second === void 0) return { kind: "linked", account, by };
  return { kind: "ambiguous", accounts: [...accounts2].sort((a, b) => a.id < b.id ? -1 : 1) };
}
__name(only, "only");
function newestOf(accounts2, by) {
  const isNewer = /* @__PURE__ */ __name((a, b) => a.deletedAt === b.deletedAt ? a.id < b.id : (a.deletedAt ?? "") > (b.deletedAt ?? ""), "isNewer");
  const newest = accounts2.reduce(
    (found, account) => found === null || isNewer(account, found) ? account : found,
    null
  );
  return newest === null ? { kind: "none" } : { kind: "deleted", account: newest, by };
}
__name(newestOf, "newestOf");
function append(lists2, key, value) {
  const list2 = lists2.get(key);
  if (list2 === void 0) lists2.set(key, [value]);
  else list2.push(value);
}
__name(append, "append");
function findCandidate(addresses, world) {
  for (const address of addresses) {
    const account = address ? world.byAddress.get(address.toLowerCase()) : void 0;
    if (account && !account.attributes.employeeId && account.stampedPersonKey === null && !world.isRejected(account.id) && world.matches.ownerOf(account.id) === null) {
      return account;
    }
  }
  return null;
}
__name(findCandidate, "findCandidate");

// api/engine/matching/match-keys.ts
var spelledOut = Object.entries({ \u00E4: "ae", \u00F6: "oe", \u00FC: "ue", \u00DF: "ss", \u00E5: "aa", \u00F8: "oe", \u00E6: "ae" });
function foldName(name) {
  if (/^[ -~]*$/.test(name)) return [sortWords(name)];
  const composed = name.normalize("NFC").toLowerCase();
  const other = spelledOut.reduce((text, [letter, written]) => text.replaceAll(letter, written), composed);
  return composed === other ? [sortWords(anyAscii2(composed))] : [composed, other].map((text) => sortWords(anyAscii2(text)));
}
__name(foldName, "foldName");
function sortWords(plain) {
  const words = plain.toLowerCase().replace(/['`]/g, "").match(/[a-z0-9]+/g);
  return words === null ? "" : words.sort().join(" ");
}
__name(sortWords, "sortWords");
function namesOf(person) {
  const { callName, givenName, birthName, birthNamePrefix, partnerName, partnerNamePrefix } = person;
  const [firstGiven2] = givenName?.split(/\s+/) ?? [];
  const calls = new Set([callName, givenName, firstGiven2].filter((name) => name !== void 0));
  const surnames = /* @__PURE__ */ new Set();
  for (const [birth, partner] of [
    [birthName, partnerName],
    [prefixed(birthNamePrefix, birthName), prefixed(partnerNamePrefix, partnerName)]
  ]) {
    if (birth !== void 0) surnames.add(birth);
    if (partner !== void 0) surnames.add(partner);
    if (birth !== void 0 && partner !== void 0) surnames.add(`${birth} ${partner}`);
  }
  return [...calls].flatMap((call) => [...surnames].map((surname) => `${call} ${surname}`));
}
__name(namesOf, "namesOf");
var prefixed = /* @__PURE__ */ __name((prefix, name) => name === void 0 || prefix === void 0 ? name : `${prefix} ${name}`, "prefixed");
function nameKeysOf(names) {
  const keys = [];
  for (const name of names) for (const key of foldName(name)) if (key !== "" && !keys.includes(key)) keys.push(key);
  return keys;
}
__name(nameKeysOf, "nameKeysOf");
function accountNames({ attributes: attributes2 }) {
  const { displayName, givenName, surname } = attributes2;
  const names = displayName ? [displayName.replace(/\(.*?\)|\|.*$/g, " ")] : [];
  if (givenName && surname) names.push(`${givenName} ${surname}`);
  return names;
}
__name(accountNames, "accountNames");
var prefixWords = new Set(
  "aan af al bij da de del den der di do dos du el het in la le op te ten ter tot uit van von vom voor zu zum zur".split(
    " "
  )
);
function mayBeNamesOf(person, names) {
  const { callName, givenName, birthName, partnerName } = person;
  const own = tellingWords([callName, givenName, birthName, partnerName].filter((name) => name !== void 0));
  const others = tellingWords(names);
  return own.size === 0 || others.size === 0 || [...others].some((word) => own.has(word));
}
__name(mayBeNamesOf, "mayBeNamesOf");
var tellingWords = /* @__PURE__ */ __name((names) => new Set(
  nameKeysOf(names).flatMap((key) => key.split(" ")).filter((word) => word.length > 1 && !prefixWords.has(word))
), "tellingWords");
function phoneKey(phone) {
  const digits = phone.replace(/\(0\)|\D/g, "");
  return digits.length < 8 ? null : digits.slice(-9);
}
__name(phoneKey, "phoneKey");
function addressesOf({ userPrincipalName, mail, proxyAddresses }) {
  const aliases = proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, ""));
  return [
    ...new Set([userPrincipalName, ...mail === null ? [] : [mail], ...aliases].map((one) => one.toLowerCase()))
  ];
}
__name(addressesOf, "addressesOf");
var localPart = /* @__PURE__ */ __name((address) => address.slice(0, address.lastIndexOf("@")), "localPart");
function eachAccountKey(account, tell) {
  const { employeeId, mobilePhone, businessPhone } = account.attributes;
  if (employeeId) tell("employee-id", employeeId.toLowerCase());
  if (account.deletedAt !== null) return;
  for (const address of addressesOf(account)) {
    tell("work-address", address);
    tell("naming-address", localPart(address));
  }
  for (const key of nameKeysOf(accountNames(account))) tell("name", key);
  for (const phone of [mobilePhone, businessPhone]) {
    const key = phone ? phoneKey(phone) : null;
    if (key !== null) tell("phone", key);
  }
}
__name(eachAccountKey, "eachAccountKey");
function personKeys(person, standing, around) {
  const { workEmail, mobilePhone, workPhone } = person;
  const keys = numbersOf(person).map((number2) => ({ kind: "employee-id", key: number2, said: number2 }));
  if (workEmail !== void 0) keys.push({ kind: "work-address", key: workEmail.toLowerCase(), said: workEmail });
  for (const address of ruledAddresses(person, standing, around))
    keys.push({ kind: "naming-address", key: localPart(address), said: address });
  const names = new Map(namesOf(person).flatMap((said) => nameKeysOf([said]).map((key) => [key, said])));
  for (const [key, said] of names) keys.push({ kind: "name", key, said });
  for (const phone of /* @__PURE__ */ new Set([mobilePhone, workPhone])) {
    const key = phone === void 0 ? null : phoneKey(phone);
    if (phone !== void 0 && key !== null) keys.push({ kind: "phone", key, said: phone });
  }
  return keys;
}
__name(personKeys, "personKeys");
function ruledAddresses(person, { primary: employment }, { policy: policy2, units }) {
  const names = composeNames(person);
  if (names === null || employment === null) return /* @__PURE__ */ new Set();
  const unit = units.get(employment.unitKey ?? "") ?? null;
  const facts = personFacts({ person, employment, unit, names });
  const addresses = policy2.policy.domains.slice(0, 1).flatMap(
    (domain) => policy2.userPrincipalNames.flatMap(
      (rule) => firstAddress([rule], facts, domain, policy2.policy.names.maxLength) ?? []
    )
  );
  return new Set(addresses);
}
__name(ruledAddresses, "ruledAddresses");

// api/engine/matching/find-match-pairs.ts
var mostHolders = 20;
function createPairFinder(accounts2, world) {
  const index = indexAccounts2(accounts2);
  const numbers = countNumbers2(world);
  return (person) => {
    const standing = world.standingOf(person.personKey);
    const keys = personKeys(person, standing, { policy: world.input.policy, units: world.units });
    const isTaken = /* @__PURE__ */ __name(({ kind, key }) => kind === "employee-id" && standing.phase === "ended" && (numbers.get(key) ?? 0) > 0, "isTaken");
    return pairsOf(
      person,
      keys.filter((key) => !isTaken(key)),
      { index, numbers }
    );
  };
}
__name(createPairFinder, "createPairFinder");
function indexAccounts2(accounts2) {
  const index = {
    "employee-id": /* @__PURE__ */ new Map(),
    "work-address": /* @__PURE__ */ new Map(),
    "naming-address": /* @__PURE__ */ new Map(),
    name: /* @__PURE__ */ new Map(),
    phone: /* @__PURE__ */ new Map()
  };
  for (const account of accounts2) {
    eachAccountKey(account, (kind, key) => {
      const holders = index[kind].get(key);
      if (holders === void 0) index[kind].set(key, [account]);
      else if (holders.at(-1) !== account) holders.push(account);
    });
  }
  return index;
}
__name(indexAccounts2, "indexAccounts");
function countNumbers2(world) {
  const counts = /* @__PURE__ */ new Map();
  for (const person of world.inOrder) {
    if (world.standingOf(person.personKey).phase === "ended") continue;
    for (const number2 of new Set(person.employments.map(({ employeeNumber }) => employeeNumber?.toLowerCase())))
      if (number2 !== void 0) counts.set(number2, (counts.get(number2) ?? 0) + 1);
  }
  return counts;
}
__name(countNumbers2, "countNumbers");
function pairsOf(person, keys, { index, numbers }) {
  const found = /* @__PURE__ */ new Map();
  const common = [];
  const only2 = /* @__PURE__ */ new Set();
  for (const key of keys) {
    const holders = index[key.kind].get(key.key);
    if (holders === void 0) continue;
    if (holders.length > mostHolders) {
      if (key.kind === "name") common.push(key);
      continue;
    }
    const isOnly = key.kind === "employee-id" && holders.length === 1 && (numbers.get(key.key) ?? 0) <= 1;
    for (const account of holders) {
      const shared = found.get(account);
      if (shared === void 0) found.set(account, [key]);
      else shared.push(key);
      if (isOnly) only2.add(account);
    }
  }
  return [...found].map(([account, shared]) => ({
    person,
    account,
    keys: common.length === 0 ? shared : [...shared, ...sharedNames(account, common)],
    isOnlyNumber: only2.has(account)
  }));
}
__name(pairsOf, "pairsOf");
function sharedNames(account, common) {
  const names = new Set(nameKeysOf(accountNames(account)));
  return common.filter(({ key }) => names.has(key));
}
__name(sharedNames, "sharedNames");

// api/engine/matching/rank-matches.ts
var levels = ["certain", "likely", "possible"];
var nobody = [];
function rankMatches(matches) {
  const decided = /* @__PURE__ */ new Set();
  const ranked = [];
  for (const level of levels) {
    const open = matches.filter(
      ({ confidence, person, account }) => confidence === level && !decided.has(person) && !decided.has(account)
    );
    const bySide = /* @__PURE__ */ new Map();
    for (const match of open) {
      append2(bySide, match.person, match);
      append2(bySide, match.account, match);
    }
    const rivals = findRivals(bySide.values());
    for (const match of open) ranked.push({ match, rivals: (rivals.get(match) ?? nobody).toSorted(inOrder) });
    for (const side of bySide.keys()) decided.add(side);
  }
  return ranked.sort((a, b) => inOrder(a.match, b.match));
}
__name(rankMatches, "rankMatches");
function findRivals(groups3) {
  const rivals = /* @__PURE__ */ new Map();
  for (const group of groups3) {
    for (const match of group) for (const rival of group) if (rival !== match) append2(rivals, match, rival);
  }
  return rivals;
}
__name(findRivals, "findRivals");
function append2(lists2, key, match) {
  const list2 = lists2.get(key);
  if (list2 === void 0) lists2.set(key, [match]);
  else list2.push(match);
}
__name(append2, "append");
function inOrder(a, b) {
  if (a.person !== b.person) return a.person.personKey < b.person.personKey ? -1 : 1;
  if (a.points !== b.points) return b.points - a.points;
  return a.account.id < b.account.id ? -1 : 1;
}
__name(inOrder, "inOrder");

// api/engine/account/resolve-manager.ts
function resolveManager(person, employment, world) {
  const named = employment.managerPersonKey;
  if (named !== void 0) {
    if (named === person.personKey) return { kind: "own-manager" };
    return { kind: world.known(named) ? "person" : "unknown", personKey: named, unitName: null };
  }
  const visited = /* @__PURE__ */ new Set();
  let unit = employment.unitKey === void 0 ? void 0 : world.units.get(employment.unitKey);
  while (unit !== void 0 && !visited.has(unit.unitKey)) {
    visited.add(unit.unitKey);
    const head = unit.headPersonKey;
    if (head !== void 0 && head !== person.personKey) {
      return { kind: world.known(head) ? "person" : "unknown", personKey: head, unitName: unit.name };
    }
    unit = unit.parentKey === void 0 ? void 0 : world.units.get(unit.parentKey);
  }
  return { kind: "none" };
}
__name(resolveManager, "resolveManager");

// api/engine/matching/weigh-evidence.ts
var pointsFor = {
  mark: 10,
  "employee-id": 10,
  "work-address": 6,
  "naming-address": 4,
  name: 4,
  phone: 3,
  manager: 1,
  department: 1,
  "job-title": 1
};
var pointsAgainst = {
  "other-employee-id": 6,
  "other-name": 4,
  guest: 6,
  synced: 0,
  disabled: 1,
  "has-left": 2,
  "in-recycle-bin": 1
};
var thresholds = { certain: 8, likely: 6, possible: 4 };
function weighEvidence(pair, world) {
  const { person, account } = pair;
  const evidence = [
    ...pair.isMarked ? [markOf(person)] : [],
    ...sharedKeys(pair),
    ...sameWork(person, account, world)
  ];
  const counterEvidence = findDoubts(person, account, world);
  const points = evidence.reduce((sum, { what }) => sum + pointsFor[what], 0) - counterEvidence.reduce((sum, { what }) => sum + pointsAgainst[what], 0);
  const confidence = judgeConfidence(
    { kinds: new Set(evidence.map(({ what }) => what)), isOnlyNumber: pair.isOnlyNumber },
    new Set(counterEvidence.map(({ what }) => what)),
    points
  );
  return confidence === null ? null : { person, account, confidence, points, evidence, counterEvidence };
}
__name(weighEvidence, "weighEvidence");
function judgeConfidence({ kinds: kinds2, isOnlyNumber }, doubts, points) {
  const isNumbered = kinds2.has("employee-id");
  const isAddressed = kinds2.has("work-address");
  const isStrong = kinds2.has("mark") || isNumbered && isOnlyNumber || (isNumbered || isAddressed) && kinds2.has("name");
  const isOther = doubts.has("guest") || doubts.has("other-employee-id");
  if (isStrong && !isOther && !doubts.has("other-name") && points >= thresholds.certain) return "certain";
  if (!isOther && points >= thresholds.likely) return "likely";
  const isKnown = kinds2.has("mark") || isNumbered || isAddressed;
  return isKnown || points >= thresholds.possible ? "possible" : null;
}
__name(judgeConfidence, "judgeConfidence");
var markOf = /* @__PURE__ */ __name(({ personKey }) => ({ what: "mark", person: personKey, account: personKey }), "markOf");
function sharedKeys({ account, keys }) {
  const facts = /* @__PURE__ */ new Map();
  for (const key of keys)
    if (!facts.has(key.kind)) facts.set(key.kind, { what: key.kind, person: key.said, account: saidBy(account, key) });
  return [...facts.values()];
}
__name(sharedKeys, "sharedKeys");
function saidBy({ attributes: attributes2, userPrincipalName }, { kind, key }) {
  const { employeeId = null, displayName = null, mobilePhone, businessPhone } = attributes2;
  switch (kind) {
    case "employee-id":
      return employeeId;
    case "work-address":
      return key;
    case "naming-address":
      return userPrincipalName;
    case "name":
      return displayName;
    case "phone":
      return mobilePhone && phoneKey(mobilePhone) === key ? mobilePhone : businessPhone;
  }
}
__name(saidBy, "saidBy");
function sameWork(person, account, world) {
  const { primary } = world.standingOf(person.personKey);
  if (primary === null) return [];
  const facts = [];
  const unit = world.units.get(primary.unitKey ?? "")?.name;
  const compare3 = /* @__PURE__ */ __name((what, hr, entra) => {
    if (hr && entra && hr.toLowerCase() === entra.toLowerCase()) facts.push({ what, person: hr, account: entra });
  }, "compare");
  compare3("department", unit, account.attributes.department);
  compare3("job-title", primary.functionTitle, account.attributes.jobTitle);
  const answer = resolveManager(person, primary, { units: world.units, known: world.isKnown });
  const manager = answer.kind === "person" ? world.people.get(answer.personKey) : void 0;
  const managerAccount = world.accountsById.get(account.managerId ?? "");
  if (manager !== void 0 && managerAccount !== void 0 && isAccountOf(manager, managerAccount, world)) {
    const { userPrincipalName } = managerAccount;
    facts.push({ what: "manager", person: world.nameOf(manager.personKey), account: userPrincipalName });
  }
  return facts;
}
__name(sameWork, "sameWork");
function isAccountOf(person, account, world) {
  const owner = world.matches.ownerOf(account.id);
  if (owner !== null) return owner === person.personKey;
  const { employeeId } = account.attributes;
  if (employeeId) return numbersOf(person).includes(employeeId.toLowerCase());
  const names = new Set(nameKeysOf(namesOf(person)));
  return nameKeysOf(accountNames(account)).some((name) => names.has(name));
}
__name(isAccountOf, "isAccountOf");
function findDoubts(person, account, world) {
  const doubts = [];
  const doubt = /* @__PURE__ */ __name((what, hr, entra) => doubts.push({ what, person: hr, account: entra }), "doubt");
  const numbers = numbersOf(person);
  const { employeeId = null, displayName = null } = account.attributes;
  if (employeeId && numbers.length > 0 && !numbers.includes(employeeId.toLowerCase()))
    doubt("other-employee-id", numbers.join(", "), employeeId);
  if (!mayBeNamesOf(person, accountNames(account))) doubt("other-name", world.nameOf(person.personKey), displayName);
  if (account.isGuest) doubt("guest", null, account.userPrincipalName);
  if (account.isSynced) doubt("synced", null, account.userPrincipalName);
  const hasLeft = world.standingOf(person.personKey).phase === "ended";
  if (account.deletedAt !== null) doubt("in-recycle-bin", null, account.deletedAt);
  else if (hasLeft && account.accountEnabled) doubt("has-left", "ended", "enabled");
  else if (!hasLeft && !account.accountEnabled) doubt("disabled", "employed", "disabled");
  return doubts;
}
__name(findDoubts, "findDoubts");

// api/engine/matching/propose-matches.ts
function proposeMatches(world) {
  const findPairs = createPairFinder(findFreeAccounts(world), world);
  const weighed = [];
  for (const person of findSeekers(world)) {
    const rejected = world.input.rejections?.get(person.personKey);
    const pairs2 = [...markedPairs(person, world), ...findPairs(person).map((pair) => ({ ...pair, isMarked: false }))];
    for (const pair of pairs2) {
      const match = rejected?.has(pair.account.id) ? null : weighEvidence(pair, world);
      if (match !== null) weighed.push(match);
    }
  }
  return rankMatches(weighed).map(({ match, rivals }) => ({
    person: match.person,
    account: match.account,
    confidence: match.confidence,
    evidence: match.evidence,
    counterEvidence: match.counterEvidence,
    ambiguousWith: rivals
  }));
}
__name(proposeMatches, "proposeMatches");
function findSeekers(world) {
  return world.inOrder.filter((person) => {
    const { kind } = world.matches.of(person.personKey);
    if (kind === "linked" || kind === "deleted") return false;
    const standing = world.standingOf(person.personKey);
    if (world.input.policy.scope === null || standing.primary === null) return true;
    return world.isInScope(accessSubject(person, standing, { world, account: null, address: "" }));
  });
}
__name(findSeekers, "findSeekers");
function findFreeAccounts(world) {
  const { directory, links, policy: policy2 } = world.input;
  const live = directory.accounts.filter(({ id }) => world.matches.ownerOf(id) === null);
  if (policy2.policy.adoption !== "by-decision") return live;
  const linked = new Set(links.values());
  const gone = directory.deletedAccounts.filter(
    ({ id, stampedPersonKey }) => stampedPersonKey === null && !linked.has(id)
  );
  return [...live, ...gone.map(withOwnName)];
}
__name(findFreeAccounts, "findFreeAccounts");
function markedPairs(person, world) {
  return markedAccounts(person, world).map((account) => ({
    person,
    account,
    keys: [],
    isOnlyNumber: false,
    isMarked: true
  }));
}
__name(markedPairs, "markedPairs");
function markedAccounts({ personKey }, world) {
  const match = world.matches.of(personKey);
  return match.kind === "ambiguous" ? match.accounts.filter(({ id }) => world.matches.ownerOf(id) === personKey) : [];
}
__name(markedAccounts, "markedAccounts");

// api/engine/matching/hold-back-proposed.ts
function createHoldBack(world, proposals) {
  if (world.input.policy.policy.adoption !== "by-decision") return () => null;
  const likely = lazily(() => {
    const worthwhile = (proposals ?? proposeMatches(world)).filter(({ confidence }) => confidence !== "possible");
    return new Map(worthwhile.reverse().map(({ person, account }) => [person, account]));
  });
  return (person) => {
    const account = likely().get(person);
    return account === void 0 ? null : proposalNote(person, account, world);
  };
}
__name(createHoldBack, "createHoldBack");
function proposalNote(person, account, world) {
  const { personKey } = person;
  const text = world.texts.proposal(namePerson(person), account.userPrincipalName, personKey);
  return { kind: "proposal", personKey, text };
}
__name(proposalNote, "proposalNote");

// api/engine/names/decide-new-address.ts
function decideNewAddress(newcomer, world) {
  const { person } = newcomer;
  const { personKey } = person;
  const candidate = findCandidate([person.workEmail, world.addressBook.wishOf(newcomer)], {
    byAddress: world.accountsByAddress,
    matches: world.matches,
    isRejected: /* @__PURE__ */ __name((accountId) => world.input.rejections?.get(personKey)?.has(accountId) ?? false, "isRejected")
  });
  if (candidate !== null) {
    const text = world.texts.candidate(namePerson(person), candidate.userPrincipalName);
    return { kind: "leave", notes: [{ kind: "candidate", personKey, text }] };
  }
  const choice = world.addressBook.chooseFor(newcomer);
  if (choice.kind === "none") return { kind: "leave", notes: choice.notes };
  const { kind: _, userPrincipalName, ...others } = choice;
  return { kind: "create", address: userPrincipalName, ...others };
}
__name(decideNewAddress, "decideNewAddress");

// api/engine/account/decide-disposition.ts
var leave = { kind: "leave", notes: [] };
function dispositionOf(personKey, dispositions) {
  const disposition = dispositions.get(personKey);
  if (disposition === void 0) throw new Error(`no disposition of person ${personKey}`);
  return disposition;
}
__name(dispositionOf, "dispositionOf");
function decideDispositions(world, proposals) {
  const dispositions = /* @__PURE__ */ new Map();
  const holdBack = createHoldBack(world, proposals);
  for (const person of world.inOrder) dispositions.set(person.personKey, decideDisposition(person, world, holdBack));
  return dispositions;
}
__name(decideDispositions, "decideDispositions");
function decideDisposition(person, world, holdBack) {
  const standing = world.standingOf(person.personKey);
  const match = world.matches.of(person.personKey);
  const who = namePerson(person);
  const { texts } = world;
  if (match.kind === "ambiguous") {
    const addresses = match.accounts.map((account) => account.userPrincipalName);
    return leaveWith("ambiguous", person, texts.ambiguous(who, addresses));
  }
  if (match.kind === "contested")
    return leaveWith("ambiguous", person, texts.contested(who, match.account.userPrincipalName));
  if (match.kind === "shared") return leaveWith("ambiguous", person, texts.sharedNumber(who, match.employeeNumber));
  if (standing.urgent !== null && match.kind === "linked")
    return refuseAccount(person, match.account, world) ?? { kind: "keep", account: match.account, linkedBy: match.by };
  if (match.kind === "proposed") return decideProposed(person, match.account, world);
  if (standing.phase === "unknown") return waits(person, world);
  const inScope = isInScope(person, standing, { world, match });
  if (match.kind === "linked") return decideLinked(person, { ...match, standing, inScope }, world);
  if (!inScope || !needsAccount(standing)) return leave;
  if (standing.urgent !== null) return leave;
  const ready = judgeReadiness(person, standing, world);
  if (ready.kind === "waits") return ready.disposition;
  if (match.kind === "none") {
    const note2 = holdBack(person);
    return note2 === null ? decideNewAddress(ready, world) : { kind: "leave", notes: [note2] };
  }
  return refuseAccount(person, match.account, world) ?? { kind: "restore", account: match.account, linkedBy: match.by };
}
__name(decideDisposition, "decideDisposition");
var needsAccount = /* @__PURE__ */ __name((standing) => standing.phase === "active" || standing.phase === "before-start", "needsAccount");
function decideProposed(person, account, world) {
  const match = { kind: "linked", account, by: "employeeId" };
  if (!isInScope(person, world.standingOf(person.personKey), { world, match })) return leave;
  return refuseAccount(person, account, world) ?? { kind: "leave", notes: [proposalNote(person, account, world)] };
}
__name(decideProposed, "decideProposed");
function decideLinked(person, link, world) {
  const { account, by, standing, inScope } = link;
  const refused = refuseAccount(person, account, world);
  if (refused !== null) return refused;
  if (!inScope) return leaveWith("out-of-scope", person, world.texts.outOfScope(namePerson(person)));
  const ready = judgeReadiness(person, standing, world);
  if (ready.kind === "waits" && needsAccount(standing)) return ready.disposition;
  return { kind: "keep", account, linkedBy: by };
}
__name(decideLinked, "decideLinked");
function refuseAccount(person, account, world) {
  const who = namePerson(person);
  if (isProtected(account, world)) {
    return leaveWith("protected", person, world.texts.protectedAccount(who, account.userPrincipalName));
  }
  if (account.isSynced) return leaveWith("synced", person, world.texts.syncedAccount(who, account.userPrincipalName));
  return null;
}
__name(refuseAccount, "refuseAccount");
function isProtected(account, world) {
  const names = [account.id, account.userPrincipalName, account.mail ?? ""].map((name) => name.toLowerCase());
  return world.input.policy.policy.protect.some((entry) => names.includes(entry.toLowerCase()));
}
__name(isProtected, "isProtected");
function judgeReadiness(person, standing, world) {
  const names = composeNames(person);
  const employment = standing.primary;
  const unitKnown = employment?.unitKey !== void 0 && world.units.has(employment.unitKey);
  if (names === null || employment === null || !unitKnown) return { kind: "waits", disposition: waits(person, world) };
  return { kind: "ready", person, employment, names };
}
__name(judgeReadiness, "judgeReadiness");
function waits(person, world) {
  const { texts } = world;
  const standing = world.standings.get(person.personKey);
  const undated = choosePrimary(person.employments.filter((entry) => entry.startsOn === void 0));
  const employment = standing?.primary ?? undated;
  const missing2 = [];
  if (composeNames(person) === null) missing2.push(texts.missingName);
  if (employment === null) missing2.push(texts.missingEmployment);
  else {
    if (employment.startsOn === void 0) missing2.push(texts.missingStartDate);
    if (employment.unitKey === void 0) missing2.push(texts.missingUnit);
    else if (!world.units.has(employment.unitKey)) missing2.push(texts.unknownUnit(employment.unitKey));
  }
  return leaveWith("waiting", person, texts.waitsFor(namePerson(person), missing2));
}
__name(waits, "waits");
function isInScope(person, standing, around) {
  const { world, match } = around;
  const { scope } = world.input.policy;
  if (scope === null || standing.primary === null) return true;
  const account = match.kind === "linked" || match.kind === "deleted" ? match.account : null;
  const subject = accessSubject(person, standing, { world, account, address: "" });
  return world.isInScope(subject);
}
__name(isInScope, "isInScope");
function leaveWith(kind, person, text) {
  return { kind: "leave", notes: [{ kind, personKey: person.personKey, text }] };
}
__name(leaveWith, "leaveWith");

// api/engine/life/employment-ends.ts
function contractEndOf({ endsOn }) {
  return endsOn;
}
__name(contractEndOf, "contractEndOf");
function lastWorkingDayOf({ lastWorkingDayOn, endsOn }) {
  if (lastWorkingDayOn === void 0 || endsOn === void 0) return lastWorkingDayOn ?? endsOn;
  const isEarlier = lastWorkingDayOn < endsOn;
  return isEarlier ? lastWorkingDayOn : endsOn;
}
__name(lastWorkingDayOf, "lastWorkingDayOf");

// api/engine/life/next-moment.ts
function whatChanges(world) {
  return {
    lifecycle: world.input.policy.policy.lifecycle,
    handOverDays: [...new Set([...world.rolesWithHandOver.values()].map((role) => role.keepAfterLossDays))],
    urgentMoments: findUrgentMoments(world.input.urgentExits, world.now)
  };
}
__name(whatChanges, "whatChanges");
function findUrgentMoments(exits, now) {
  const moments = /* @__PURE__ */ new Map();
  for (const { personKey, fromAt, liftedAt } of exits) {
    for (const instant of liftedAt === null ? [fromAt] : [fromAt, liftedAt]) {
      const moment = Date.parse(instant);
      if (moment > now) moments.set(personKey, Math.min(moment, moments.get(personKey) ?? moment));
    }
  }
  return moments;
}
__name(findUrgentMoments, "findUrgentMoments");
function nextMoment(person, standing, changing2) {
  const { calendar } = standing;
  const { lifecycle } = changing2;
  let next = null;
  const consider = /* @__PURE__ */ __name((date, days) => {
    if (date === void 0 || days <= 0 && date <= calendar.today) return;
    const day = days === 0 ? date : calendar.plusDays(date, days);
    if (day > calendar.today && (next === null || day < next)) next = day;
  }, "consider");
  for (const employment of person.employments) {
    const { startsOn } = employment;
    if (startsOn !== void 0 && startsOn > calendar.today) {
      consider(startsOn, -lifecycle.createDaysBeforeStart);
      consider(startsOn, 0);
    }
    consider(lastWorkingDayOf(employment), 1);
    const end = contractEndOf(employment);
    if (end === void 0) continue;
    consider(end, 1);
    consider(end, lifecycle.removeAccessDaysAfterEnd + 1);
    consider(end, lifecycle.deleteDaysAfterEnd + 1);
    for (const days of changing2.handOverDays) consider(end, days + 1);
  }
  for (const { startsOn, endsOn } of person.leaves) {
    consider(startsOn, 0);
    consider(endsOn, 1);
  }
  const midnight = next === null ? null : calendar.instantOf(next);
  const urgent = changing2.urgentMoments.get(person.personKey) ?? null;
  return earlier(urgent, earlier(midnight, enableMoment(standing, lifecycle)));
}
__name(nextMoment, "nextMoment");
function enableMoment({ phase, startsOn, calendar }, { enableAt }) {
  const isExpected = phase === "before-start" && startsOn !== null && startsOn === calendar.today;
  return isExpected ? calendar.instantOf(calendar.today, enableAt) : null;
}
__name(enableMoment, "enableMoment");
function earlier(a, b) {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
__name(earlier, "earlier");

// api/engine/access/grants-in-force.ts
function dateGrant(grant, absent) {
  const own = {
    from: Date.parse(grant.startsAt),
    until: grant.endsAt === null ? null : Date.parse(grant.endsAt)
  };
  if (grant.follows === null) return { grant, period: own };
  if (absent === null) return { grant, period: null };
  const { leaveKey } = grant.follows;
  const periods = absent.person.leaves.filter((leave2) => leaveKey === null || leave2.leaveKey === void 0 || leave2.leaveKey === leaveKey).map((leave2) => periodOf(leave2, absent.calendar)).sort((a, b) => a.from - b.from || endOf(b) - endOf(a));
  const touching = periods.find((period) => touches(period, own)) ?? periods.find(({ from }) => from >= own.from);
  return { grant, period: touching ?? periods[periods.length - 1] ?? null };
}
__name(dateGrant, "dateGrant");
var endOf = /* @__PURE__ */ __name(({ until }) => until ?? Number.MAX_SAFE_INTEGER, "endOf");
function periodOf({ startsOn, endsOn }, calendar) {
  const until = endsOn === void 0 ? null : calendar.instantOf(calendar.plusDays(endsOn, 1));
  return { from: calendar.instantOf(startsOn), until };
}
__name(periodOf, "periodOf");
var touches = /* @__PURE__ */ __name((a, b) => (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until), "touches");
function isInForce({ period }, now) {
  return period !== null && period.from <= now && (period.until === null || now < period.until);
}
__name(isInForce, "isInForce");
function nextOfGrant({ period }, now) {
  if (period === null) return null;
  return earlier(
    period.from > now ? period.from : null,
    period.until !== null && period.until > now ? period.until : null
  );
}
__name(nextOfGrant, "nextOfGrant");

// api/engine/access/hand-over.ts
import { DateTime } from "luxon";
function handOver(subject, around) {
  const { now, calendar, rolesWithHandOver } = around;
  const kept = /* @__PURE__ */ new Map();
  const lose = /* @__PURE__ */ __name((role, at) => {
    const until = afterDays(at, role.keepAfterLossDays, calendar);
    if (!subject.held.has(role) && until > (kept.get(role)?.until ?? now)) kept.set(role, { role, until });
  }, "lose");
  for (const { endedOn, roles } of subject.former) {
    for (const role of roles) lose(role, calendar.instantOf(calendar.plusDays(endedOn, 1)));
  }
  const changes = [];
  const known2 = new Map(subject.holdings.map((holding) => [holding.roleId, holding]));
  for (const role of subject.held) {
    if (!rolesWithHandOver.has(role.id) || known2.get(role.id)?.lostAt === null) continue;
    changes.push({ personKey: subject.personKey, roleId: role.id, lostAt: null });
  }
  for (const holding of known2.values()) {
    const role = rolesWithHandOver.get(holding.roleId);
    if (role === void 0 || subject.held.has(role)) continue;
    if (holding.lostAt !== null) lose(role, Date.parse(holding.lostAt));
    else {
      const at = calendar.instantOf(calendar.today);
      lose(role, at);
      changes.push({ ...holding, lostAt: new Date(at).toISOString() });
    }
  }
  return { kept: [...kept.values()], changes };
}
__name(handOver, "handOver");
function afterDays(at, days, { zone }) {
  return DateTime.fromMillis(at, { zone }).plus({ days }).toMillis();
}
__name(afterDays, "afterDays");
function closeHoldings(holdings2, leftAt) {
  const lostAt = new Date(leftAt).toISOString();
  return holdings2.flatMap((holding) => holding.lostAt === null ? [{ ...holding, lostAt }] : []);
}
__name(closeHoldings, "closeHoldings");

// api/engine/access/separate-duties.ts
function prepareSeparations(separations, items) {
  const prepare = /* @__PURE__ */ __name(({ roles, groups: groups3, licences, apps }) => ({
    sources: new Set(roles.map((id) => `roles.${id}`)),
    keys: new Set(items.of({ groups: groups3, licences, apps }).map((item) => item.key)),
    known: /* @__PURE__ */ new WeakMap()
  }), "prepare");
  return separations.map((separation) => ({
    separation,
    sides: [prepare(separation.between[0]), prepare(separation.between[1])]
  }));
}
__name(prepareSeparations, "prepareSeparations");
function separateDuties(wanted, subject, around) {
  const said = [];
  let left = wanted;
  for (const duty of around.separations) {
    const { separation, sides } = duty;
    if (!isWanted(sides[0], left, subject) || !isWanted(sides[1], left, subject)) continue;
    const title = separation.title ?? separation.id;
    if (separation.on === "refuse") {
      left = without(sides[1], without(sides[0], left, subject), subject);
      said.push(around.texts.separationRefused(title));
      continue;
    }
    left = without(sides[olderSide(duty, left, subject) === 0 ? 1 : 0], left, subject);
    said.push(around.texts.separationKeptOlder(title));
  }
  return { wanted: left, said };
}
__name(separateDuties, "separateDuties");
function isWanted(side, wanted, subject) {
  const before = side.known.get(wanted);
  if (before !== void 0) return before;
  const answer = [...wanted.values()].some(
    ({ item, reasons }) => side.keys.has(item.key) || reasons.some((reason) => isOf(side, reason, { item, subject }))
  );
  side.known.set(wanted, answer);
  return answer;
}
__name(isWanted, "isWanted");
function isOf(side, { kind, source }, { item, subject }) {
  if (side.sources.has(source)) return true;
  const lent = kind === "grant" ? subject.standIns.get(source)?.get(item.key) : void 0;
  return lent?.reasons.every((reason) => side.sources.has(reason.source)) ?? false;
}
__name(isOf, "isOf");
function olderSide({ sides }, wanted, subject) {
  const holds = sides.map((side) => itemsOnlyOf(side, wanted, subject).some((key) => subject.held.has(key)));
  if (holds[0] !== holds[1]) return holds[0] ? 0 : 1;
  return since(sides[1], wanted, subject) < since(sides[0], wanted, subject) ? 1 : 0;
}
__name(olderSide, "olderSide");
function itemsOnlyOf(side, wanted, subject) {
  return [...wanted.values()].filter((entry) => side.keys.has(entry.item.key) || reasonsBeside(side, entry, subject).length === 0).map(({ item }) => item.key);
}
__name(itemsOnlyOf, "itemsOnlyOf");
function reasonsBeside(side, { item, reasons }, subject) {
  const others = reasons.filter((reason) => !isOf(side, reason, { item, subject }));
  return others.every(({ kind }) => kind === "approval") ? [] : others;
}
__name(reasonsBeside, "reasonsBeside");
var never = "9999-12-31";
function since(side, wanted, { roles }) {
  const sources = new Set(side.sources);
  for (const { item, reasons } of wanted.values())
    if (side.keys.has(item.key)) for (const { source } of reasons) sources.add(source);
  let first2 = never;
  for (const { employment, roles: given3 } of roles) {
    const { startsOn = never } = employment;
    if (startsOn < first2 && given3.some(({ id }) => sources.has(`roles.${id}`))) first2 = startsOn;
  }
  return first2;
}
__name(since, "since");
function without(side, wanted, subject) {
  const left = /* @__PURE__ */ new Map();
  for (const [key, entry] of wanted) {
    if (side.keys.has(key)) continue;
    const others = reasonsBeside(side, entry, subject);
    if (others.length > 0)
      left.set(key, others.length === entry.reasons.length ? entry : { ...entry, reasons: others });
  }
  return left;
}
__name(without, "without");

// api/engine/access/desire-access.ts
function desireAccess(subject, { world, held }) {
  const { person, standing } = subject;
  const policy2 = world.policyAccess.accessOf(subject);
  const grants = world.grantsOf.get(person.personKey);
  const handedOver = world.rolesWithHandOver.size === 0 ? nothingKept : keepRoles(subject, policy2, world);
  const isPlain = grants === void 0 && handedOver.kept.length === 0;
  if (isPlain && world.separations.length === 0 && standing.leave !== "keep-in-touch")
    return { ...usual, wanted: policy2.wanted, holdings: handedOver.changes, next: policy2.next };
  const notes = [];
  const say = /* @__PURE__ */ __name((kind, text) => notes.push({ kind, personKey: person.personKey, text }), "say");
  let { wanted } = policy2;
  let keptAttributes = [];
  let { next } = policy2;
  if (!isPlain) {
    const added = new Map(wanted);
    for (const { role, until } of handedOver.kept) {
      addHandedOver(added, { role, until }, world);
      next = earlier(next, until);
    }
    const granted = applyGrants(added, grants ?? [], world);
    keptAttributes = granted.keptAttributes;
    next = earlier(next, granted.next);
    for (const text of granted.ended) say("grant-ended", text);
    wanted = added;
  }
  if (world.separations.length > 0) {
    const separated = separateDuties(
      wanted,
      { held, roles: policy2.roles, standIns: standInsOf(grants ?? [], world) },
      { separations: world.separations, texts: world.texts }
    );
    for (const text of separated.said) say("separation", world.texts.about(world.nameOf(person.personKey), text));
    wanted = separated.wanted;
  }
  if (standing.leave === "keep-in-touch") {
    const parked = [...wanted.keys()].filter((key) => !world.keepInTouchKeys.has(key));
    if (parked.length > 0) {
      say("parked", world.texts.parked(world.nameOf(person.personKey), parked.length));
      wanted = new Map([...wanted].filter(([key]) => world.keepInTouchKeys.has(key)));
    }
  }
  return { wanted, notes, keptAttributes, holdings: handedOver.changes, next };
}
__name(desireAccess, "desireAccess");
var usual = { notes: [], keptAttributes: [] };
var nothingKept = { kept: [], changes: [] };
function keepRoles(subject, policy2, world) {
  const { person, standing } = subject;
  const { calendar } = standing;
  const oldest = calendar.plusDays(calendar.today, -world.longestHandOver);
  const former = person.employments.flatMap((employment) => {
    const endedOn = contractEndOf(employment);
    const isFormer = endedOn !== void 0 && endedOn < calendar.today && endedOn >= oldest;
    if (!isFormer || employment.startsOn === void 0) return [];
    const roles = world.policyAccess.rolesIn(employment, subject).filter((role) => role.keepAfterLossDays > 0);
    return [{ endedOn, roles }];
  });
  return handOver(
    {
      personKey: person.personKey,
      held: new Set(policy2.roles.flatMap((entry) => entry.roles)),
      former,
      holdings: world.holdingsOf.get(person.personKey) ?? []
    },
    { now: world.now, calendar, rolesWithHandOver: world.rolesWithHandOver }
  );
}
__name(keepRoles, "keepRoles");
function addHandedOver(wanted, { role, until }, world) {
  const text = world.texts.handedOver(role.title, new Date(until).toISOString());
  const reason = { kind: "rule", text, source: `roles.${role.id}` };
  for (const item of world.items.of(role.grant)) want(wanted, item, reason);
}
__name(addHandedOver, "addHandedOver");
function applyGrants(wanted, grants, world) {
  const keptAttributes = [];
  const ended = [];
  let next = null;
  for (const dated of grants) {
    const { grant } = dated;
    next = earlier(next, nextOfGrant(dated, world.now));
    if (dated.period === null) ended.push(world.texts.grantLostGround(grant.reason));
    if (!isInForce(dated, world.now)) continue;
    const reason = { kind: "grant", text: world.texts.grantGives(grant.reason), source: grant.id };
    const reasons = grant.approval === null ? [reason] : [reason, approvalOf(grant.approval, world)];
    const given3 = itemsOfGrant(dated, world);
    next = earlier(next, given3.next);
    for (const item of given3.items) for (const because of reasons) want(wanted, item, because);
    keptAttributes.push(...grant.attributes);
  }
  for (const dated of grants) {
    if (!isInForce(dated, world.now)) continue;
    for (const item of world.items.of(dated.grant.withheld)) wanted.delete(item.key);
  }
  return { keptAttributes, ended, next };
}
__name(applyGrants, "applyGrants");
var approvalOf = /* @__PURE__ */ __name(({ by, at, requestId }, world) => ({
  kind: "approval",
  text: world.texts.approvedBy(by, at),
  source: requestId
}), "approvalOf");
function standInsOf(grants, world) {
  const followed = grants.flatMap(({ grant }) => grant.follows === null ? [] : [{ grant, follows: grant.follows }]);
  return new Map(followed.map(({ grant, follows }) => [grant.id, world.wantedByPolicy(follows.personKey).wanted]));
}
__name(standInsOf, "standInsOf");
function itemsOfGrant({ grant }, world) {
  const named = world.items.of(grant.items);
  if (grant.follows === null) return { items: named, next: null };
  const { wanted, next } = world.wantedByPolicy(grant.follows.personKey);
  return { items: named.filter((item) => wanted.has(item.key)), next };
}
__name(itemsOfGrant, "itemsOfGrant");

// api/engine/account/desire-manager.ts
var keep = { kind: "keep" };
var silent = [];
function desireManager(person, employment, around) {
  const { world } = around;
  const { texts } = world;
  const answer = resolveManager(person, employment, { units: world.units, known: world.isKnown });
  const keepWith = /* @__PURE__ */ __name((text) => ({
    manager: keep,
    notes: [{ kind: "unknown-manager", personKey: person.personKey, text: text(namePerson(person)) }]
  }), "keepWith");
  if (answer.kind === "own-manager") return keepWith(texts.ownManager);
  if (answer.kind === "unknown") {
    const { personKey, unitName } = answer;
    return keepWith(
      (who) => unitName === null ? texts.unknownManager(who, personKey) : texts.unknownHead(who, unitName, personKey)
    );
  }
  if (answer.kind === "none") {
    return {
      manager: world.saysManagers(person.sourceId) ? { kind: "clear", withoutAccount: null } : keep,
      notes: silent
    };
  }
  const account = accountOf(answer.personKey, around);
  if (account === "unclear") return keepWith((who) => texts.unclearManager(who, world.nameOf(answer.personKey)));
  if (account === null) return { manager: { kind: "clear", withoutAccount: answer.personKey }, notes: silent };
  return { manager: { ...answer, kind: "set", accountId: account.id }, notes: silent };
}
__name(desireManager, "desireManager");
function accountOf(personKey, { world, dispositions }) {
  const disposition = dispositions.get(personKey);
  if (disposition?.kind === "create") return { id: null };
  if (disposition?.kind === "restore") return { id: disposition.account.id };
  const match = world.matches.of(personKey);
  if (match.kind === "linked") {
    const goes = disposition?.kind === "keep" && world.standings.get(personKey)?.deletionDue === true;
    return goes ? null : { id: match.account.id };
  }
  const isReadable = world.people.has(personKey) && (match.kind === "none" || match.kind === "deleted");
  return isReadable ? null : "unclear";
}
__name(accountOf, "accountOf");
function managerReasons(manager, world) {
  const { texts } = world;
  const hr = /* @__PURE__ */ __name((text, source) => ({ kind: "hr", text, source }), "hr");
  if (manager.kind === "clear") {
    const absent = manager.withoutAccount;
    const text = absent === null ? texts.noManager : texts.managerHasNoAccount(world.nameOf(absent));
    return [hr(text, "managerPersonKey")];
  }
  const reasons = [hr(texts.managerIs(world.nameOf(manager.personKey)), "managerPersonKey")];
  if (manager.unitName !== null) reasons.push(hr(texts.headOf(manager.unitName), "headPersonKey"));
  return reasons;
}
__name(managerReasons, "managerReasons");

// api/engine/account/desire-account.ts
var none = /* @__PURE__ */ new Map();
var noHoldings = [];
function desireAccount(person, disposition, around) {
  const { world } = around;
  const standing = world.standingOf(person.personKey);
  const { phase, primary, deletionDue: deleted, enabled } = standing;
  const evaluated = primary === null ? null : world.attributesOf(person, primary);
  const holds = (phase === "active" || phase === "before-start") && standing.urgent === null;
  if (!holds || primary === null || evaluated === null) return withoutWishes(person, standing, world);
  const account = disposition.kind === "create" ? null : disposition.account;
  const address = disposition.kind === "create" ? disposition.address : disposition.account.userPrincipalName;
  const { manager, notes } = desireManager(person, primary, around);
  const managerId = manager.kind === "set" ? manager.accountId : account?.managerId ?? null;
  const subject = accessSubject(person, standing, { world, account, address, managerId });
  const access = desireAccess(subject, { world, held: world.held.of(account?.id ?? "") });
  return {
    person,
    standing,
    attributes: withoutKept(onlyOwned(evaluated.attributes, subject.owned), access.keptAttributes),
    enabled,
    deleted,
    manager,
    access: access.wanted,
    notes: joinNotes(evaluated.notes, notes, access.notes),
    holdings: access.holdings,
    next: access.next
  };
}
__name(desireAccount, "desireAccount");
function withoutWishes(person, standing, world) {
  const { phase, enabled, deletionDue: deleted } = standing;
  return {
    person,
    standing,
    attributes: {},
    enabled,
    deleted,
    manager: { kind: "keep" },
    access: standing.accessEnded ? none : null,
    notes: phase === "inactive" ? [inactiveNote(person, world)] : noNotes,
    holdings: phase === "ended" ? endHoldings(person, standing, world) : noHoldings,
    next: null
  };
}
__name(withoutWishes, "withoutWishes");
function endHoldings({ personKey }, { endedOn, calendar }, { holdingsOf }) {
  const holdings2 = holdingsOf.get(personKey);
  if (holdings2 === void 0 || endedOn === null) return noHoldings;
  return closeHoldings(holdings2, calendar.instantOf(calendar.plusDays(endedOn, 1)));
}
__name(endHoldings, "endHoldings");
var noNotes = [];
function joinNotes(...lists2) {
  return lists2.every((list2) => list2.length === 0) ? noNotes : lists2.flat();
}
__name(joinNotes, "joinNotes");
function withoutKept(attributes2, kept) {
  if (kept.length === 0) return attributes2;
  return Object.fromEntries(Object.entries(attributes2).filter(([name]) => !kept.includes(name)));
}
__name(withoutKept, "withoutKept");
function inactiveNote(person, world) {
  const { personKey } = person;
  return { kind: "inactive", personKey, text: world.texts.inactive(world.nameOf(personKey)) };
}
__name(inactiveNote, "inactiveNote");

// api/engine/account/diff-manager.ts
function diffManager({ manager, person }, subject, world) {
  const currentId = subject.account?.managerId ?? null;
  if (manager.kind === "keep") return [];
  if (manager.kind === "clear" && currentId === null) return [];
  if (manager.kind === "set" && manager.accountId !== null && manager.accountId === currentId) return [];
  const { personKey } = person;
  const who = world.nameOf(personKey);
  const former = currentId === null ? null : describeManager(currentId, world);
  const common = {
    personKey,
    target: targetOf(subject),
    before: currentId === null ? null : { managerAccountId: currentId },
    reasons: managerReasons(manager, world)
  };
  if (manager.kind === "clear") {
    const sentence = world.texts.removeManager(who, former);
    return [buildOperation({ ...common, kind: "remove-manager", after: null, identity: [], sentence })];
  }
  const name = world.nameOf(manager.personKey);
  return [
    buildOperation({
      ...common,
      kind: "set-manager",
      after: { managerPersonKey: manager.personKey, managerAccountId: manager.accountId, managerName: name },
      identity: [manager.personKey],
      sentence: world.texts.setManager(who, name, former)
    })
  ];
}
__name(diffManager, "diffManager");
function describeManager(accountId, world) {
  const owner = world.matches.ownerOf(accountId);
  if (owner !== null && world.people.has(owner)) return world.nameOf(owner);
  return world.accountsById.get(accountId)?.userPrincipalName ?? accountId;
}
__name(describeManager, "describeManager");

// api/engine/account/shut-out-strangers.ts
function shutOutStrangers(world) {
  return [...world.judging.urgentExits.values()].flatMap(({ personKey, reason, by }) => {
    const match = world.people.has(personKey) ? null : world.matches.of(personKey);
    if (match?.kind !== "linked" || !match.account.accountEnabled) return [];
    const { account } = match;
    if (account.isSynced || isProtected(account, world)) return [];
    const common = {
      personKey,
      target: targetOf({ account }),
      identity: [],
      reasons: [{ kind: "policy", text: world.texts.urgentExit(reason), source: by }]
    };
    const disable = buildOperation({
      ...common,
      kind: "disable-account",
      before: { accountEnabled: true },
      after: { accountEnabled: false },
      sentence: world.texts.disableAccount(personKey)
    });
    if (!world.input.policy.policy.lifecycle.revokeSessionsOnExit) return [disable];
    const revoke = buildOperation({
      ...common,
      kind: "revoke-sessions",
      before: null,
      after: { sessionsRevoked: true },
      sentence: world.texts.revokeSessions(personKey)
    });
    return [disable, revoke];
  });
}
__name(shutOutStrangers, "shutOutStrangers");

// api/engine/measure-plan.ts
function measurePlan(world, absent) {
  const { people: people2, setAside, directory } = world.input;
  const setAsideKeys = new Set(setAside.flatMap((entry) => entry.personKey ?? []));
  const rowsOfNobody = setAside.filter((entry) => entry.personKey === null).length;
  const measures = {
    people: people2.length,
    setAside: setAsideKeys.size + rowsOfNobody,
    linkedAccounts: 0,
    enabledAccounts: 0,
    memberships: 0,
    absent,
    setAsideWithAccount: 0
  };
  const setAsideOwners = /* @__PURE__ */ new Set();
  for (const account of directory.accounts) {
    const owner = world.matches.ownerOf(account.id);
    if (owner === null) continue;
    measures.linkedAccounts += 1;
    if (account.accountEnabled) measures.enabledAccounts += 1;
    for (const key of world.held.of(account.id))
      if (world.items.byKey.get(key)?.kind === "group") measures.memberships += 1;
    if (setAsideKeys.has(owner)) setAsideOwners.add(owner);
  }
  return { ...measures, setAsideWithAccount: setAsideOwners.size };
}
__name(measurePlan, "measurePlan");

// models/texts/address-texts.ts
var en = {
  renameAccount: /* @__PURE__ */ __name((who, before, after) => `Change the address of ${who} from ${before} to ${after}.`, "renameAccount"),
  nameIsNow: /* @__PURE__ */ __name((name) => `HR: the name is now ${name}`, "nameIsNow"),
  renameAtOnce: "The policy lets the address follow a changed name at once",
  renameOnDay: /* @__PURE__ */ __name((date) => `The change was announced for ${date}`, "renameOnDay"),
  renameAccepted: "The person said yes to the new address",
  renameUnfinished: "The change was decided before and has not been carried out yet",
  proposedOnDay: /* @__PURE__ */ __name((who, before, after, date) => `The name of ${who} has changed: the address ${before} becomes ${after} on ${date}.`, "proposedOnDay"),
  proposedForChoice: /* @__PURE__ */ __name((who, before, after) => `The name of ${who} has changed: the address ${before} can become ${after}, once the person says yes.`, "proposedForChoice"),
  noNewAddress: /* @__PURE__ */ __name((who, current) => `The name of ${who} has changed, and the naming rules give no free address for it; ${current} stays. Add a candidate with \${n}, or mend the name.`, "noNewAddress"),
  aliasMissing: /* @__PURE__ */ __name((who, former, command) => `Mail to ${former}, the former address of ${who}, does not arrive any more: it is no alias, and only Exchange can make it one. In Exchange Online PowerShell: ${command}`, "aliasMissing"),
  unknownDomain: /* @__PURE__ */ __name((who, domain, domains) => `No address for ${who}: names.domain gives ${domain === null ? "nothing" : `\u201C${domain}\u201D`}, and that has to be ${domains.join(" or ")}.`, "unknownDomain")
};
var nl = {
  renameAccount: /* @__PURE__ */ __name((who, before, after) => `Wijzig het adres van ${who} van ${before} in ${after}.`, "renameAccount"),
  nameIsNow: /* @__PURE__ */ __name((name) => `HR: de naam is nu ${name}`, "nameIsNow"),
  renameAtOnce: "Het beleid laat het adres een gewijzigde naam meteen volgen",
  renameOnDay: /* @__PURE__ */ __name((date) => `De wijziging was aangekondigd voor ${date}`, "renameOnDay"),
  renameAccepted: "De persoon heeft ja gezegd tegen het nieuwe adres",
  renameUnfinished: "De wijziging was al besloten en is nog niet uitgevoerd",
  proposedOnDay: /* @__PURE__ */ __name((who, before, after, date) => `De naam van ${who} is gewijzigd: het adres ${before} wordt ${after} op ${date}.`, "proposedOnDay"),
  proposedForChoice: /* @__PURE__ */ __name((who, before, after) => `De naam van ${who} is gewijzigd: het adres ${before} kan ${after} worden, zodra de persoon ja zegt.`, "proposedForChoice"),
  noNewAddress: /* @__PURE__ */ __name((who, current) => `De naam van ${who} is gewijzigd, en de naamregels geven er geen vrij adres voor; ${current} blijft. Voeg een kandidaat met \${n} toe, of herstel de naam.`, "noNewAddress"),
  aliasMissing: /* @__PURE__ */ __name((who, former, command) => `E-mail aan ${former}, het vorige adres van ${who}, komt niet meer aan: het is geen alias, en alleen Exchange kan dat ervan maken. In Exchange Online PowerShell: ${command}`, "aliasMissing"),
  unknownDomain: /* @__PURE__ */ __name((who, domain, domains) => `Geen adres voor ${who}: names.domain geeft ${domain === null ? "niets" : `\u201C${domain}\u201D`}, en dat moet ${domains.join(" of ")} zijn.`, "unknownDomain")
};
var addressTexts = { en, nl };

// api/engine/names/diff-address.ts
var nothing = { operations: [], notes: [], next: null };
function diffAddress(desired, account, world) {
  const { person } = desired;
  const answer = world.addressBook.renameOf(person, account);
  if (desired.deleted) return nothing;
  if (answer.kind === "keep") {
    const { notes: notes2, next: next2 } = answer;
    return notes2.length === 0 && next2 === null ? nothing : { operations: [], notes: notes2, next: next2 };
  }
  const { before, after, reasons, notes, next } = answer;
  const texts = addressTexts[world.input.policy.policy.language];
  const who = world.nameOf(person.personKey);
  const rename2 = buildOperation({
    kind: "rename-account",
    personKey: person.personKey,
    target: targetOf({ account }),
    before: { ...before },
    after: { ...after },
    identity: [after.userPrincipalName],
    sentence: texts.renameAccount(who, before.userPrincipalName, after.userPrincipalName),
    reasons
  });
  return { operations: [rename2], notes, next };
}
__name(diffAddress, "diffAddress");

// api/engine/order-operations.ts
var place = {
  "disable-account": 0,
  "revoke-sessions": 1,
  "restore-account": 2,
  "create-account": 3,
  "update-account": 4,
  "rename-account": 5,
  "enable-account": 6,
  "remove-member": 7,
  "remove-licence": 8,
  "remove-app-role": 9,
  "set-manager": 10,
  "remove-manager": 11,
  "add-member": 12,
  "assign-licence": 13,
  "assign-app-role": 14,
  "provision-app": 15,
  "delete-account": 16,
  "set-membership-rule": 17
};
function orderOperations(operations) {
  const restored = /* @__PURE__ */ new Set();
  for (const { kind, personKey } of operations) if (kind === "restore-account") restored.add(personKey);
  const places = /* @__PURE__ */ new Map();
  for (const operation of operations) {
    const at = placeOf(operation, restored);
    const groups3 = places.get(at) ?? /* @__PURE__ */ new Map();
    if (groups3.size === 0) places.set(at, groups3);
    const groupId = operation.target.groupId ?? "";
    const list2 = groups3.get(groupId);
    if (list2 === void 0) groups3.set(groupId, [operation]);
    else list2.push(operation);
  }
  const ordered = [];
  for (const [, groups3] of [...places].sort(([a], [b]) => a - b)) {
    for (const [, list2] of [...groups3].sort(([a], [b]) => compare(a, b)))
      for (const operation of inOrderOfPeople(list2)) ordered.push(operation);
  }
  return ordered;
}
__name(orderOperations, "orderOperations");
function inOrderOfPeople(list2) {
  for (let index = 1; index < list2.length; index++) {
    const [one, next] = [list2[index - 1], list2[index]];
    if (one !== void 0 && next !== void 0 && comparePeople(one, next) > 0) return list2.sort(comparePeople);
  }
  return list2;
}
__name(inOrderOfPeople, "inOrderOfPeople");
function comparePeople(a, b) {
  return compare(a.personKey ?? "", b.personKey ?? "") || compare(a.id, b.id);
}
__name(comparePeople, "comparePeople");
function placeOf({ kind, personKey, after }, restored) {
  if (kind === "set-membership-rule" && after?.processing === "paused") return -1;
  const isLater = (kind === "disable-account" || kind === "revoke-sessions") && restored.has(personKey);
  if (!isLater) return place[kind];
  return place["enable-account"] + (kind === "disable-account" ? 0 : 0.5);
}
__name(placeOf, "placeOf");
function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
__name(compare, "compare");

// models/texts/access-texts.ts
var minute = /* @__PURE__ */ __name((instant) => `${instant.slice(0, 16).replace("T", " ")} UTC`, "minute");
var many = /* @__PURE__ */ __name((count2, one, more) => `${count2} ${count2 === 1 ? one : more}`, "many");
var en2 = {
  changeItem: /* @__PURE__ */ __name((kind, who, what) => {
    switch (kind) {
      case "add-member":
        return `Add ${who} to ${what}.`;
      case "remove-member":
        return `Remove ${who} from ${what}.`;
      case "assign-licence":
        return `Give ${who} licence ${what}.`;
      case "remove-licence":
        return `Take licence ${what} from ${who}.`;
      case "assign-app-role":
        return `Give ${who} the app role ${what}.`;
      case "remove-app-role":
        return `Take the app role ${what} from ${who}.`;
      case "provision-app":
        return `Have ${what} make the account of ${who} at once.`;
    }
  }, "changeItem"),
  revokeSessions: /* @__PURE__ */ __name((who) => `End all sessions of ${who}.`, "revokeSessions"),
  setMembershipRule: /* @__PURE__ */ __name((group, processing, isSame) => {
    if (processing === "paused") return `Pause the membership rule of ${group} while many accounts change.`;
    return isSame ? `Let Entra work the membership rule of ${group} again.` : `Give ${group} the membership rule of the policy.`;
  }, "setMembershipRule"),
  lastWorkingDayWas: /* @__PURE__ */ __name((date) => `last working day was ${date}`, "lastWorkingDayWas"),
  urgentExit: /* @__PURE__ */ __name((reason) => `urgent exit: ${reason}`, "urgentExit"),
  onLeave: "on leave, and the policy disables the account meanwhile",
  handedOver: /* @__PURE__ */ __name((role, until) => `role ${role} was lost and is kept for handing over until ${minute(until)}`, "handedOver"),
  approvedBy: /* @__PURE__ */ __name((by, at) => `approved by ${by} on ${minute(at)}`, "approvedBy"),
  about: /* @__PURE__ */ __name((who, text) => `${who}: ${text}`, "about"),
  unknownLicence: /* @__PURE__ */ __name((name) => `Licence ${name} is not among those of the tenant; nobody gets it. Buy it, or change the policy.`, "unknownLicence"),
  licenceNeedsLocation: /* @__PURE__ */ __name((who, licence) => `${who} waits for licence ${licence}: Entra needs a usageLocation first, which follows from the country in HR.`, "licenceNeedsLocation"),
  noSeat: /* @__PURE__ */ __name((who, licence) => `${who} waits for licence ${licence}: no seat is free.`, "noSeat"),
  seatsMissing: /* @__PURE__ */ __name((licence, count2) => `Licence ${licence} is short of ${many(count2, "seat", "seats")}: buy more, or free some.`, "seatsMissing"),
  fewSeats: /* @__PURE__ */ __name((licence, count2) => `Licence ${licence} has ${many(count2, "free seat", "free seats")} left after this.`, "fewSeats"),
  unknownApp: /* @__PURE__ */ __name((name) => `App ${name} is not in Entra; nobody gets a role in it. Add the app, or change the policy.`, "unknownApp"),
  ambiguousApp: /* @__PURE__ */ __name((name, count2) => `There are ${count2} apps called ${name}; nobody gets a role in it. Name the servicePrincipal under apps in the policy.`, "ambiguousApp"),
  unknownAppRole: /* @__PURE__ */ __name((app, role, offered) => `App ${app} has no role ${role}; it offers ${offered.join(", ")}.`, "unknownAppRole"),
  separationRefused: /* @__PURE__ */ __name((title) => `${title} may not go together; neither is given until somebody decides.`, "separationRefused"),
  separationKeptOlder: /* @__PURE__ */ __name((title) => `${title} may not go together; what was there first stays and the other is not given.`, "separationKeptOlder"),
  grantLostGround: /* @__PURE__ */ __name((reason) => `the leave behind \u201C${reason}\u201D is no longer in HR, so it gives nothing`, "grantLostGround"),
  parked: /* @__PURE__ */ __name((who, count2) => `${who} is on leave and keeps in touch: ${many(count2, "right is", "rights are")} parked until the return.`, "parked"),
  endsAt: /* @__PURE__ */ __name((instant) => `ends on ${minute(instant)}`, "endsAt"),
  endsAfter: /* @__PURE__ */ __name((date) => `ends after ${date}, the end of the employment`, "endsAfter"),
  endsWithRole: /* @__PURE__ */ __name((titles) => `ends when ${titles.join(" and ")} no longer applies`, "endsWithRole"),
  endsWithRule: "ends when the membership rule no longer holds",
  endsWithHr: "changes when HR says something else",
  alreadyEnding: "nothing gives it any more: it goes with the next run",
  handMade: "not given by Instroom: it stays until somebody takes it away",
  decidedBy: /* @__PURE__ */ __name((rule, part, version) => `${rule}: ${part}, policy version ${version}`, "decidedBy"),
  leftAsItIs: "what is there is left as it is",
  nothingGivesIt: "no role, rule or grant gives it any more"
};
var nl2 = {
  changeItem: /* @__PURE__ */ __name((kind, who, what) => {
    switch (kind) {
      case "add-member":
        return `Voeg ${who} toe aan ${what}.`;
      case "remove-member":
        return `Haal ${who} uit ${what}.`;
      case "assign-licence":
        return `Geef ${who} licentie ${what}.`;
      case "remove-licence":
        return `Neem licentie ${what} van ${who} terug.`;
      case "assign-app-role":
        return `Geef ${who} de app-rol ${what}.`;
      case "remove-app-role":
        return `Neem de app-rol ${what} van ${who} terug.`;
      case "provision-app":
        return `Laat ${what} het account van ${who} meteen aanmaken.`;
    }
  }, "changeItem"),
  revokeSessions: /* @__PURE__ */ __name((who) => `Be\xEBindig alle sessies van ${who}.`, "revokeSessions"),
  setMembershipRule: /* @__PURE__ */ __name((group, processing, isSame) => {
    if (processing === "paused") return `Zet de lidmaatschapsregel van ${group} stil terwijl veel accounts wijzigen.`;
    return isSame ? `Laat Entra de lidmaatschapsregel van ${group} weer uitvoeren.` : `Geef ${group} de lidmaatschapsregel van het beleid.`;
  }, "setMembershipRule"),
  lastWorkingDayWas: /* @__PURE__ */ __name((date) => `laatste werkdag was ${date}`, "lastWorkingDayWas"),
  urgentExit: /* @__PURE__ */ __name((reason) => `spoedvertrek: ${reason}`, "urgentExit"),
  onLeave: "met verlof, en het beleid schakelt het account zolang uit",
  handedOver: /* @__PURE__ */ __name((role, until) => `rol ${role} is vervallen en blijft voor overdracht tot ${minute(until)}`, "handedOver"),
  approvedBy: /* @__PURE__ */ __name((by, at) => `goedgekeurd door ${by} op ${minute(at)}`, "approvedBy"),
  about: /* @__PURE__ */ __name((who, text) => `${who}: ${text}`, "about"),
  unknownLicence: /* @__PURE__ */ __name((name) => `Licentie ${name} heeft de tenant niet; niemand krijgt die. Koop hem, of wijzig het beleid.`, "unknownLicence"),
  licenceNeedsLocation: /* @__PURE__ */ __name((who, licence) => `${who} wacht op licentie ${licence}: Entra heeft eerst een usageLocation nodig, en die volgt uit het land in HR.`, "licenceNeedsLocation"),
  noSeat: /* @__PURE__ */ __name((who, licence) => `${who} wacht op licentie ${licence}: er is geen plaats vrij.`, "noSeat"),
  seatsMissing: /* @__PURE__ */ __name((licence, count2) => `Licentie ${licence} komt ${many(count2, "plaats", "plaatsen")} tekort: koop er bij, of maak er vrij.`, "seatsMissing"),
  fewSeats: /* @__PURE__ */ __name((licence, count2) => `Licentie ${licence} heeft hierna nog ${many(count2, "vrije plaats", "vrije plaatsen")}.`, "fewSeats"),
  unknownApp: /* @__PURE__ */ __name((name) => `App ${name} staat niet in Entra; niemand krijgt er een rol in. Voeg de app toe, of wijzig het beleid.`, "unknownApp"),
  ambiguousApp: /* @__PURE__ */ __name((name, count2) => `Er zijn ${count2} apps met de naam ${name}; niemand krijgt er een rol in. Noem de servicePrincipal onder apps in het beleid.`, "ambiguousApp"),
  unknownAppRole: /* @__PURE__ */ __name((app, role, offered) => `App ${app} heeft geen rol ${role}; wel ${offered.join(", ")}.`, "unknownAppRole"),
  separationRefused: /* @__PURE__ */ __name((title) => `${title} gaat niet samen; geen van beide wordt gegeven tot iemand beslist.`, "separationRefused"),
  separationKeptOlder: /* @__PURE__ */ __name((title) => `${title} gaat niet samen; wat er het eerst was blijft en het andere wordt niet gegeven.`, "separationKeptOlder"),
  grantLostGround: /* @__PURE__ */ __name((reason) => `het verlof achter \u201C${reason}\u201D staat niet meer in HR, dus het geeft niets`, "grantLostGround"),
  parked: /* @__PURE__ */ __name((who, count2) => `${who} is met verlof en houdt contact: ${many(count2, "recht is", "rechten zijn")} geparkeerd tot de terugkeer.`, "parked"),
  endsAt: /* @__PURE__ */ __name((instant) => `eindigt op ${minute(instant)}`, "endsAt"),
  endsAfter: /* @__PURE__ */ __name((date) => `eindigt na ${date}, het einde van het dienstverband`, "endsAfter"),
  endsWithRole: /* @__PURE__ */ __name((titles) => `eindigt als ${titles.join(" en ")} niet meer geldt`, "endsWithRole"),
  endsWithRule: "eindigt als de lidmaatschapsregel niet meer geldt",
  endsWithHr: "wijzigt als HR iets anders zegt",
  alreadyEnding: "niets geeft het nog: het gaat weg met de volgende run",
  handMade: "niet door Instroom gegeven: het blijft tot iemand het weghaalt",
  decidedBy: /* @__PURE__ */ __name((rule, part, version) => `${rule}: ${part}, beleidsversie ${version}`, "decidedBy"),
  leftAsItIs: "wat er is blijft zoals het is",
  nothingGivesIt: "geen rol, regel of toekenning geeft het nog"
};
var accessTexts = { en: en2, nl: nl2 };

// models/texts/adoption-texts.ts
var list = /* @__PURE__ */ __name((items) => items.join(", "), "list");
var en3 = {
  proposal: /* @__PURE__ */ __name((who, address, personKey) => `${address} may be the account of ${who}, and it was there before Instroom. Nothing is written to it and no other account is made until somebody decides: instroom adopt --accept ${personKey}=${address}, or --reject ${personKey}=${address}.`, "proposal"),
  evidence: {
    mark: "our mark",
    "employee-id": "employeeId",
    "work-address": "work address",
    "naming-address": "address by the naming rules",
    name: "name",
    phone: "phone",
    manager: "manager",
    department: "department",
    "job-title": "job title"
  },
  counterEvidence: {
    "other-employee-id": "another employeeId",
    "other-name": "another name",
    guest: "a guest",
    synced: "synced from on-premises",
    disabled: "disabled",
    "has-left": "left, but enabled",
    "in-recycle-bin": "in the recycle bin"
  },
  linkAccepted: /* @__PURE__ */ __name((who, address, attributes2) => attributes2 === null ? `${address} was accepted as the account of ${who}.` : `${address} was accepted as the account of ${who}; ours are ${list(attributes2)}.`, "linkAccepted"),
  matchRejected: /* @__PURE__ */ __name((who, address) => `${address} is not the account of ${who}.`, "matchRejected"),
  isGuest: /* @__PURE__ */ __name((address) => `${address} is a guest, and guests are never taken over.`, "isGuest"),
  isSynced: /* @__PURE__ */ __name((address) => `${address} is synced from on-premises Active Directory and can only be written there; link it after the sync has ended.`, "isSynced"),
  isProtected: /* @__PURE__ */ __name((address) => `${address} is protected by the policy and is never taken over.`, "isProtected"),
  unknownPerson: /* @__PURE__ */ __name((text, nearest) => `Nobody in HR has the key ${text}${nearest === null ? "" : `; did you mean ${nearest}`}.`, "unknownPerson"),
  unknownAccount: /* @__PURE__ */ __name((text, nearest) => `There is no account ${text} in Entra${nearest === null ? "" : `; did you mean ${nearest}`}.`, "unknownAccount"),
  severalAccounts: /* @__PURE__ */ __name((text, addresses) => `${text} is an address of several accounts: ${list(addresses)}. Name one by its object id.`, "severalAccounts"),
  hasAccount: /* @__PURE__ */ __name((who, address) => `${who} has an account already: ${address}.`, "hasAccount"),
  isSomebodys: /* @__PURE__ */ __name((address, owner) => `${address} is the account of ${owner}.`, "isSomebodys"),
  chooseOne: /* @__PURE__ */ __name((who, addresses) => `Several accounts fit ${who}: ${list(addresses)}. Say which one, as PERSON=ADDRESS.`, "chooseOne"),
  fitsOthers: /* @__PURE__ */ __name((who, address, others) => `${address} fits ${list(others)} as well as ${who}. Say it in full, as PERSON=ADDRESS.`, "fitsOthers"),
  nothingProposed: /* @__PURE__ */ __name((who) => `No account is proposed for ${who}. Name one, as PERSON=ADDRESS.`, "nothingProposed"),
  twoPeople: /* @__PURE__ */ __name((address, people2) => `${address} cannot be the account of several people: ${list(people2)}.`, "twoPeople"),
  twoAccounts: /* @__PURE__ */ __name((who, addresses) => `${who} cannot have several accounts: ${list(addresses)}.`, "twoAccounts"),
  acceptedAndRejected: /* @__PURE__ */ __name((who, address) => `${address} of ${who} is both accepted and rejected.`, "acceptedAndRejected")
};
var nl3 = {
  proposal: /* @__PURE__ */ __name((who, address, personKey) => `${address} is mogelijk het account van ${who}, en het was er al v\xF3\xF3r Instroom. Er wordt niets in geschreven en geen ander account gemaakt tot iemand beslist: instroom adopt --accept ${personKey}=${address}, of --reject ${personKey}=${address}.`, "proposal"),
  evidence: {
    mark: "ons merkteken",
    "employee-id": "employeeId",
    "work-address": "werkadres",
    "naming-address": "adres volgens de naamregels",
    name: "naam",
    phone: "telefoon",
    manager: "leidinggevende",
    department: "afdeling",
    "job-title": "functie"
  },
  counterEvidence: {
    "other-employee-id": "een ander employeeId",
    "other-name": "een andere naam",
    guest: "een gast",
    synced: "uit de lokale Active Directory",
    disabled: "uitgeschakeld",
    "has-left": "uit dienst, maar ingeschakeld",
    "in-recycle-bin": "in de prullenbak"
  },
  linkAccepted: /* @__PURE__ */ __name((who, address, attributes2) => attributes2 === null ? `${address} is aanvaard als het account van ${who}.` : `${address} is aanvaard als het account van ${who}; van ons zijn ${list(attributes2)}.`, "linkAccepted"),
  matchRejected: /* @__PURE__ */ __name((who, address) => `${address} is niet het account van ${who}.`, "matchRejected"),
  isGuest: /* @__PURE__ */ __name((address) => `${address} is een gast, en gasten worden nooit overgenomen.`, "isGuest"),
  isSynced: /* @__PURE__ */ __name((address) => `${address} komt uit de lokale Active Directory en is alleen daar te wijzigen; koppel het als de synchronisatie is be\xEBindigd.`, "isSynced"),
  isProtected: /* @__PURE__ */ __name((address) => `${address} is beschermd door het beleid en wordt nooit overgenomen.`, "isProtected"),
  unknownPerson: /* @__PURE__ */ __name((text, nearest) => `Niemand in HR heeft de sleutel ${text}${nearest === null ? "" : `; bedoelde je ${nearest}`}.`, "unknownPerson"),
  unknownAccount: /* @__PURE__ */ __name((text, nearest) => `Er is geen account ${text} in Entra${nearest === null ? "" : `; bedoelde je ${nearest}`}.`, "unknownAccount"),
  severalAccounts: /* @__PURE__ */ __name((text, addresses) => `${text} is een adres van meer accounts: ${list(addresses)}. Noem er een met het object-id.`, "severalAccounts"),
  hasAccount: /* @__PURE__ */ __name((who, address) => `${who} heeft al een account: ${address}.`, "hasAccount"),
  isSomebodys: /* @__PURE__ */ __name((address, owner) => `${address} is het account van ${owner}.`, "isSomebodys"),
  chooseOne: /* @__PURE__ */ __name((who, addresses) => `Meer accounts passen bij ${who}: ${list(addresses)}. Zeg welk, als PERSOON=ADRES.`, "chooseOne"),
  fitsOthers: /* @__PURE__ */ __name((who, address, others) => `${address} past net zo goed bij ${list(others)} als bij ${who}. Zeg het voluit, als PERSOON=ADRES.`, "fitsOthers"),
  nothingProposed: /* @__PURE__ */ __name((who) => `Voor ${who} is geen account voorgesteld. Noem er een, als PERSOON=ADRES.`, "nothingProposed"),
  twoPeople: /* @__PURE__ */ __name((address, people2) => `${address} kan niet het account van meer mensen zijn: ${list(people2)}.`, "twoPeople"),
  twoAccounts: /* @__PURE__ */ __name((who, addresses) => `${who} kan niet meer accounts hebben: ${list(addresses)}.`, "twoAccounts"),
  acceptedAndRejected: /* @__PURE__ */ __name((who, address) => `${address} van ${who} is zowel aanvaard als afgewezen.`, "acceptedAndRejected")
};
var adoptionTexts = { en: en3, nl: nl3 };

// models/texts/plan-texts.ts
var quoted = /* @__PURE__ */ __name((value, nothing4) => value === null ? nothing4 : `\u201C${value}\u201D`, "quoted");
var en4 = {
  ...accessTexts.en,
  ...adoptionTexts.en,
  createAccount: /* @__PURE__ */ __name((who, address, enabled, startsOn) => enabled ? `Create account ${address} for ${who}.` : `Create account ${address} for ${who}, disabled until ${startsOn}.`, "createAccount"),
  updateAccount: /* @__PURE__ */ __name((who, changes) => `Change ${who}: ${changes.map((c) => `${c.attribute} from ${quoted(c.before, "nothing")} to ${quoted(c.after, "nothing")}`).join(", ")}.`, "updateAccount"),
  enableAccount: /* @__PURE__ */ __name((who) => `Enable the account of ${who}.`, "enableAccount"),
  disableAccount: /* @__PURE__ */ __name((who) => `Disable the account of ${who}.`, "disableAccount"),
  deleteAccount: /* @__PURE__ */ __name((who) => `Delete the account of ${who} (30 days in the recycle bin).`, "deleteAccount"),
  restoreAccount: /* @__PURE__ */ __name((who) => `Take the account of ${who} back from the recycle bin.`, "restoreAccount"),
  setManager: /* @__PURE__ */ __name((who, managerName, formerName) => formerName === null ? `Make ${managerName} the manager of ${who}.` : `Make ${managerName} the manager of ${who}, instead of ${formerName}.`, "setManager"),
  removeManager: /* @__PURE__ */ __name((who, formerName) => formerName === null ? `Remove the manager of ${who}.` : `Remove ${formerName} as the manager of ${who}.`, "removeManager"),
  linkAccount: /* @__PURE__ */ __name((who) => `Mark the account of ${who} as kept by Instroom.`, "linkAccount"),
  startsOn: /* @__PURE__ */ __name((date) => `starts on ${date}`, "startsOn"),
  hasStarted: /* @__PURE__ */ __name((date) => `in service since ${date}`, "hasStarted"),
  lastDayWas: /* @__PURE__ */ __name((date) => `last day in service was ${date}`, "lastDayWas"),
  noLongerActive: "HR says: not active",
  goneForDays: /* @__PURE__ */ __name((days) => `left more than ${days} days ago`, "goneForDays"),
  preparedDays: /* @__PURE__ */ __name((days) => `accounts are made ${days} days before the first day`, "preparedDays"),
  hrSays: /* @__PURE__ */ __name((attribute, value) => `${attribute} is ${quoted(value, "empty")} in HR`, "hrSays"),
  managerIs: /* @__PURE__ */ __name((name) => `${name} is the manager in HR`, "managerIs"),
  managerHasNoAccount: /* @__PURE__ */ __name((name) => `the manager in HR, ${name}, has no account`, "managerHasNoAccount"),
  noManager: "HR knows no manager",
  headOf: /* @__PURE__ */ __name((unit) => `head of ${unit}`, "headOf"),
  roleGives: /* @__PURE__ */ __name((title) => `role ${title}`, "roleGives"),
  ruleMatches: /* @__PURE__ */ __name((rule) => `membership rule ${rule}`, "ruleMatches"),
  grantGives: /* @__PURE__ */ __name((reason) => `granted: ${reason}`, "grantGives"),
  noLongerEntitled: /* @__PURE__ */ __name((group) => `no role, rule or grant gives ${group} any more`, "noLongerEntitled"),
  accessEnded: /* @__PURE__ */ __name((date) => `access ended after the last day, ${date}`, "accessEnded"),
  matchedByEmployeeId: /* @__PURE__ */ __name((employeeId) => `employeeId ${employeeId} is the same`, "matchedByEmployeeId"),
  matchedByLink: "this match was accepted",
  inRecycleBin: "the former account is in the recycle bin",
  waitsFor: /* @__PURE__ */ __name((who, missing2) => `${who} waits: ${missing2.join(", ")}.`, "waitsFor"),
  missingName: "the name is missing",
  missingStartDate: "the start date is missing",
  missingUnit: "the unit is missing",
  unknownUnit: /* @__PURE__ */ __name((unitKey) => `unit ${unitKey} is not in the list of units`, "unknownUnit"),
  missingEmployment: "there is no employment",
  absent: /* @__PURE__ */ __name((address) => `The person of ${address} is no longer in the HR list. That alone is no exit: nothing is done.`, "absent"),
  outOfScope: /* @__PURE__ */ __name((who) => `${who} is outside the scope of the policy; the account is left alone.`, "outOfScope"),
  candidate: /* @__PURE__ */ __name((who, address) => `${who} may be the owner of ${address}, which Instroom does not keep. No account is made until somebody accepts or rejects the match with instroom adopt.`, "candidate"),
  ambiguous: /* @__PURE__ */ __name((who, addresses) => `${who} matches more than one account (${addresses.join(", ")}); nothing is done until it is clear which one.`, "ambiguous"),
  contested: /* @__PURE__ */ __name((who, address) => `${address} of ${who} is linked to more than one person; nothing is done until it is clear whose it is.`, "contested"),
  sharedNumber: /* @__PURE__ */ __name((who, employeeId) => `${who} shares employee number ${employeeId} with somebody else in HR; nothing is done until that is mended.`, "sharedNumber"),
  protectedAccount: /* @__PURE__ */ __name((who, address) => `${address} of ${who} is protected and left alone.`, "protectedAccount"),
  syncedAccount: /* @__PURE__ */ __name((who, address) => `${address} of ${who} is synced from on-premises Active Directory and left alone.`, "syncedAccount"),
  unknownManager: /* @__PURE__ */ __name((who, key) => `The manager of ${who}, ${key}, is not in the HR list; the manager is left as it is.`, "unknownManager"),
  unclearManager: /* @__PURE__ */ __name((who, managerName) => `It is not clear which account the manager of ${who}, ${managerName}, has; the manager is left as it is.`, "unclearManager"),
  ownManager: /* @__PURE__ */ __name((who) => `${who} is their own manager in HR; the manager is left as it is.`, "ownManager"),
  unknownHead: /* @__PURE__ */ __name((who, unit, key) => `The head of ${unit}, ${key}, is not in the HR list; the manager of ${who} is left as it is.`, "unknownHead"),
  unknownGroup: /* @__PURE__ */ __name((group) => `Group ${group} is not in Entra; nobody is added. Make the group, or change the policy.`, "unknownGroup"),
  ambiguousGroup: /* @__PURE__ */ __name((group, count2) => `There are ${count2} groups called ${group}; nobody is added. Use the object id in the policy.`, "ambiguousGroup"),
  unwritableGroup: /* @__PURE__ */ __name((group, barrier) => `Members of ${group} are left alone: ${{
    dynamic: "Entra fills it by a rule",
    "role-assignable": "it can hold directory roles",
    synced: "it is synced from on-premises Active Directory",
    "mail-enabled": "it is a distribution or mail-enabled security group, which Graph cannot change"
  }[barrier]}.`, "unwritableGroup"),
  valueTooLong: /* @__PURE__ */ __name((who, attribute, length, most) => `${attribute} of ${who} has ${length} characters and Entra takes ${most}; it is not written.`, "valueTooLong"),
  badUsageLocation: /* @__PURE__ */ __name((who, value) => `usageLocation of ${who} must be a two-letter country code, not \u201C${value}\u201D; it is not written.`, "badUsageLocation"),
  noAddress: /* @__PURE__ */ __name((who) => `No free address can be made for ${who} from the naming rules; add a candidate with \${n}, or mend the name.`, "noAddress"),
  inactive: /* @__PURE__ */ __name((who) => `${who} is not active in HR and has no end date: disabled, but never deleted by itself.`, "inactive")
};
var nl4 = {
  ...accessTexts.nl,
  ...adoptionTexts.nl,
  createAccount: /* @__PURE__ */ __name((who, address, enabled, startsOn) => enabled ? `Maak account ${address} voor ${who}.` : `Maak account ${address} voor ${who}, uitgeschakeld tot ${startsOn}.`, "createAccount"),
  updateAccount: /* @__PURE__ */ __name((who, changes) => `Wijzig ${who}: ${changes.map((c) => `${c.attribute} van ${quoted(c.before, "leeg")} naar ${quoted(c.after, "leeg")}`).join(", ")}.`, "updateAccount"),
  enableAccount: /* @__PURE__ */ __name((who) => `Schakel het account van ${who} in.`, "enableAccount"),
  disableAccount: /* @__PURE__ */ __name((who) => `Schakel het account van ${who} uit.`, "disableAccount"),
  deleteAccount: /* @__PURE__ */ __name((who) => `Verwijder het account van ${who} (30 dagen in de prullenbak).`, "deleteAccount"),
  restoreAccount: /* @__PURE__ */ __name((who) => `Haal het account van ${who} terug uit de prullenbak.`, "restoreAccount"),
  setManager: /* @__PURE__ */ __name((who, managerName, formerName) => formerName === null ? `Maak ${managerName} leidinggevende van ${who}.` : `Maak ${managerName} leidinggevende van ${who}, in plaats van ${formerName}.`, "setManager"),
  removeManager: /* @__PURE__ */ __name((who, formerName) => formerName === null ? `Haal de leidinggevende van ${who} weg.` : `Haal ${formerName} weg als leidinggevende van ${who}.`, "removeManager"),
  linkAccount: /* @__PURE__ */ __name((who) => `Merk het account van ${who} als beheerd door Instroom.`, "linkAccount"),
  startsOn: /* @__PURE__ */ __name((date) => `begint op ${date}`, "startsOn"),
  hasStarted: /* @__PURE__ */ __name((date) => `in dienst sinds ${date}`, "hasStarted"),
  lastDayWas: /* @__PURE__ */ __name((date) => `laatste dag in dienst was ${date}`, "lastDayWas"),
  noLongerActive: "HR zegt: niet actief",
  goneForDays: /* @__PURE__ */ __name((days) => `meer dan ${days} dagen geleden vertrokken`, "goneForDays"),
  preparedDays: /* @__PURE__ */ __name((days) => `accounts worden ${days} dagen voor de eerste dag gemaakt`, "preparedDays"),
  hrSays: /* @__PURE__ */ __name((attribute, value) => `${attribute} is ${quoted(value, "leeg")} in HR`, "hrSays"),
  managerIs: /* @__PURE__ */ __name((name) => `${name} is leidinggevende in HR`, "managerIs"),
  managerHasNoAccount: /* @__PURE__ */ __name((name) => `de leidinggevende in HR, ${name}, heeft geen account`, "managerHasNoAccount"),
  noManager: "HR kent geen leidinggevende",
  headOf: /* @__PURE__ */ __name((unit) => `hoofd van ${unit}`, "headOf"),
  roleGives: /* @__PURE__ */ __name((title) => `rol ${title}`, "roleGives"),
  ruleMatches: /* @__PURE__ */ __name((rule) => `lidmaatschapsregel ${rule}`, "ruleMatches"),
  grantGives: /* @__PURE__ */ __name((reason) => `toegekend: ${reason}`, "grantGives"),
  noLongerEntitled: /* @__PURE__ */ __name((group) => `geen rol, regel of toekenning geeft nog ${group}`, "noLongerEntitled"),
  accessEnded: /* @__PURE__ */ __name((date) => `toegang eindigde na de laatste dag, ${date}`, "accessEnded"),
  matchedByEmployeeId: /* @__PURE__ */ __name((employeeId) => `employeeId ${employeeId} is gelijk`, "matchedByEmployeeId"),
  matchedByLink: "deze koppeling is aanvaard",
  inRecycleBin: "het eerdere account ligt in de prullenbak",
  waitsFor: /* @__PURE__ */ __name((who, missing2) => `${who} wacht: ${missing2.join(", ")}.`, "waitsFor"),
  missingName: "de naam ontbreekt",
  missingStartDate: "de begindatum ontbreekt",
  missingUnit: "de afdeling ontbreekt",
  unknownUnit: /* @__PURE__ */ __name((unitKey) => `afdeling ${unitKey} staat niet in de lijst van afdelingen`, "unknownUnit"),
  missingEmployment: "er is geen dienstverband",
  absent: /* @__PURE__ */ __name((address) => `De persoon van ${address} staat niet meer in de HR-lijst. Dat alleen is geen uitdiensttreding: er gebeurt niets.`, "absent"),
  outOfScope: /* @__PURE__ */ __name((who) => `${who} valt buiten het bereik van het beleid; het account blijft zoals het is.`, "outOfScope"),
  candidate: /* @__PURE__ */ __name((who, address) => `${who} is misschien de eigenaar van ${address}, dat Instroom niet beheert. Er wordt geen account gemaakt tot iemand de koppeling aanvaardt of afwijst met instroom adopt.`, "candidate"),
  ambiguous: /* @__PURE__ */ __name((who, addresses) => `${who} past bij meer dan \xE9\xE9n account (${addresses.join(", ")}); er gebeurt niets tot duidelijk is welk.`, "ambiguous"),
  contested: /* @__PURE__ */ __name((who, address) => `${address} van ${who} is aan meer dan \xE9\xE9n persoon gekoppeld; er gebeurt niets tot duidelijk is van wie het is.`, "contested"),
  sharedNumber: /* @__PURE__ */ __name((who, employeeId) => `${who} deelt personeelsnummer ${employeeId} met iemand anders in HR; er gebeurt niets tot dat hersteld is.`, "sharedNumber"),
  protectedAccount: /* @__PURE__ */ __name((who, address) => `${address} van ${who} is beschermd en blijft zoals het is.`, "protectedAccount"),
  syncedAccount: /* @__PURE__ */ __name((who, address) => `${address} van ${who} komt uit de lokale Active Directory en blijft zoals het is.`, "syncedAccount"),
  unknownManager: /* @__PURE__ */ __name((who, key) => `De leidinggevende van ${who}, ${key}, staat niet in de HR-lijst; de leidinggevende blijft zoals die is.`, "unknownManager"),
  unclearManager: /* @__PURE__ */ __name((who, managerName) => `Het is niet duidelijk welk account de leidinggevende van ${who}, ${managerName}, heeft; de leidinggevende blijft zoals die is.`, "unclearManager"),
  ownManager: /* @__PURE__ */ __name((who) => `${who} is volgens HR de eigen leidinggevende; de leidinggevende blijft zoals die is.`, "ownManager"),
  unknownHead: /* @__PURE__ */ __name((who, unit, key) => `Het hoofd van ${unit}, ${key}, staat niet in de HR-lijst; de leidinggevende van ${who} blijft zoals die is.`, "unknownHead"),
  unknownGroup: /* @__PURE__ */ __name((group) => `Groep ${group} staat niet in Entra; niemand wordt toegevoegd. Maak de groep, of wijzig het beleid.`, "unknownGroup"),
  ambiguousGroup: /* @__PURE__ */ __name((group, count2) => `Er zijn ${count2} groepen met de naam ${group}; niemand wordt toegevoegd. Gebruik het object-id in het beleid.`, "ambiguousGroup"),
  unwritableGroup: /* @__PURE__ */ __name((group, barrier) => `Leden van ${group} blijven zoals ze zijn: ${{
    dynamic: "Entra vult de groep met een regel",
    "role-assignable": "de groep kan beheerdersrollen dragen",
    synced: "de groep komt uit de lokale Active Directory",
    "mail-enabled": "het is een distributiegroep of beveiligingsgroep met e-mail, en die kan Graph niet wijzigen"
  }[barrier]}.`, "unwritableGroup"),
  valueTooLong: /* @__PURE__ */ __name((who, attribute, length, most) => `${attribute} van ${who} heeft ${length} tekens en Entra neemt er ${most}; het wordt niet geschreven.`, "valueTooLong"),
  badUsageLocation: /* @__PURE__ */ __name((who, value) => `usageLocation van ${who} moet een landcode van twee letters zijn, niet \u201C${value}\u201D; het wordt niet geschreven.`, "badUsageLocation"),
  noAddress: /* @__PURE__ */ __name((who) => `Met de naamregels is geen vrij adres te maken voor ${who}; voeg een kandidaat met \${n} toe, of herstel de naam.`, "noAddress"),
  inactive: /* @__PURE__ */ __name((who) => `${who} is niet actief in HR en heeft geen einddatum: uitgeschakeld, maar nooit vanzelf verwijderd.`, "inactive")
};
var catalogue = { en: en4, nl: nl4 };
function planTexts(language) {
  return catalogue[language];
}
__name(planTexts, "planTexts");

// api/engine/access/index-grants.ts
function indexGrants(grants, around) {
  const index = /* @__PURE__ */ new Map();
  const inOrder2 = [...grants].sort((a, b) => a.id < b.id ? -1 : 1);
  for (const grant of inOrder2) {
    const dated = dateGrant(grant, absentOf(grant, around));
    const { period } = dated;
    const isOver = /* @__PURE__ */ __name((until) => until !== null && until <= around.now, "isOver");
    if (isOver(period === null ? parse(grant.endsAt) : period.until)) continue;
    const list2 = index.get(grant.personKey);
    if (list2 === void 0) index.set(grant.personKey, [dated]);
    else list2.push(dated);
  }
  return index;
}
__name(indexGrants, "indexGrants");
var parse = /* @__PURE__ */ __name((instant) => instant === null ? null : Date.parse(instant), "parse");
function absentOf({ follows }, { people: people2, standings }) {
  const person = follows === null ? void 0 : people2.get(follows.personKey);
  const calendar = follows === null ? void 0 : standings.get(follows.personKey)?.calendar;
  return person === void 0 || calendar === void 0 ? null : { person, calendar };
}
__name(absentOf, "absentOf");

// api/engine/access/index-held.ts
var nothing2 = /* @__PURE__ */ new Set();
function indexHeld(directory, items) {
  const held = /* @__PURE__ */ new Map();
  const assignments = /* @__PURE__ */ new Map();
  const hold = /* @__PURE__ */ __name((accountId, key) => {
    const keys = held.get(accountId);
    if (keys === void 0) held.set(accountId, /* @__PURE__ */ new Set([key]));
    else keys.add(key);
  }, "hold");
  for (const { id, memberIds } of directory.groups) {
    const key = groupKey(id);
    if (items.byKey.has(key)) for (const memberId of memberIds ?? []) hold(memberId, key);
  }
  for (const { id, licences } of directory.accounts) {
    for (const { skuId, direct } of licences) {
      if (direct && items.byKey.has(licenceKey(skuId))) hold(id, licenceKey(skuId));
    }
  }
  for (const application of directory.applications) {
    for (const { id, principalId, appRoleId } of application.assignments) {
      const key = appRoleKey(application.id, appRoleId);
      if (!items.byKey.has(key)) continue;
      hold(principalId, key);
      assignments.set(`${principalId} ${key}`, id);
    }
  }
  return {
    of: /* @__PURE__ */ __name((accountId) => held.get(accountId) ?? nothing2, "of"),
    assignmentId: /* @__PURE__ */ __name((accountId, itemKey) => assignments.get(`${accountId} ${itemKey}`) ?? null, "assignmentId")
  };
}
__name(indexHeld, "indexHeld");

// api/engine/access/managed-items.ts
function createManaged(policyKeys, grants, { items, now }) {
  const granted = /* @__PURE__ */ new Map();
  for (const grant of grants) {
    if (Date.parse(grant.startsAt) > now) continue;
    const keys = granted.get(grant.personKey) ?? /* @__PURE__ */ new Set();
    for (const item of items.of(grant.items)) keys.add(item.key);
    granted.set(grant.personKey, keys);
  }
  return (personKey, itemKey) => policyKeys.has(itemKey) || granted.get(personKey)?.has(itemKey) === true;
}
__name(createManaged, "createManaged");

// models/account.ts
import { z as z2 } from "zod";
var AccountAttribute = z2.enum([
  "displayName",
  "givenName",
  "surname",
  "department",
  "jobTitle",
  "companyName",
  "employeeType",
  "employeeId",
  "country",
  "usageLocation",
  "city",
  "officeLocation",
  "postalCode",
  "state",
  "streetAddress",
  "mobilePhone",
  "businessPhone",
  "faxNumber",
  "preferredLanguage",
  "costCenter",
  "division",
  "employeeHireDate",
  "extensionAttribute1",
  "extensionAttribute2",
  "extensionAttribute3",
  "extensionAttribute4",
  "extensionAttribute5",
  "extensionAttribute6",
  "extensionAttribute7",
  "extensionAttribute8",
  "extensionAttribute9",
  "extensionAttribute10",
  "extensionAttribute11",
  "extensionAttribute12",
  "extensionAttribute13",
  "extensionAttribute14"
]);
var AccountAttributes = z2.partialRecord(AccountAttribute, z2.string().nullable());
var AccountLicence = z2.object({
  skuId: z2.string(),
  direct: z2.boolean(),
  groupIds: z2.array(z2.string())
});
var Account = z2.object({
  id: z2.string(),
  userPrincipalName: z2.string(),
  mail: z2.string().nullable(),
  mailNickname: z2.string().nullable(),
  proxyAddresses: z2.array(z2.string()),
  otherMails: z2.array(z2.string()),
  licences: z2.array(AccountLicence),
  accountEnabled: z2.boolean(),
  attributes: AccountAttributes,
  stampedPersonKey: z2.string().nullable(),
  /** The attribute of the mark holds something that is not ours, so it must not be written. */
  stampTaken: z2.boolean(),
  managerId: z2.string().nullable(),
  isSynced: z2.boolean(),
  isGuest: z2.boolean(),
  deletedAt: z2.string().nullable()
});
var GroupBarrier = z2.enum(["dynamic", "role-assignable", "synced", "mail-enabled"]);
var Group = z2.object({
  id: z2.string(),
  displayName: z2.string(),
  mailNickname: z2.string().nullable(),
  membershipRule: z2.string().nullable(),
  ruleProcessing: z2.enum(["on", "paused"]).nullable(),
  barrier: GroupBarrier.nullable(),
  memberIds: z2.array(z2.string()).nullable()
});
var Sku = z2.object({ skuId: z2.string(), skuPartNumber: z2.string(), seats: z2.number(), free: z2.number() });
var AppRoleAssignment = z2.object({ id: z2.string(), principalId: z2.string(), appRoleId: z2.string() });
var Application = z2.object({
  id: z2.string(),
  appId: z2.string(),
  displayName: z2.string(),
  roles: z2.array(z2.object({ id: z2.string(), value: z2.string().nullable(), displayName: z2.string() })),
  assignments: z2.array(AppRoleAssignment),
  syncJob: z2.object({ id: z2.string(), ruleId: z2.string() }).nullable()
});

// api/engine/access/account-facts.ts
var ownFacts = /* @__PURE__ */ new Map([
  ["accountEnabled", ({ enabled }) => enabled],
  ["userType", ({ account }) => account?.isGuest ? "Guest" : "Member"],
  ["userPrincipalName", ({ account, address }) => account?.userPrincipalName ?? address],
  ["mailNickname", ({ account, address }) => account === null ? address.split("@")[0] : account.mailNickname],
  ["mail", ({ account }) => account?.mail ?? null],
  ["id", ({ account }) => account?.id],
  ["otherMails", ({ account }) => account?.otherMails],
  ["proxyAddresses", ({ account }) => account?.proxyAddresses],
  ["dirSyncEnabled", ({ account }) => account?.isSynced ?? false],
  ["managerId", ({ managerId }) => managerId]
]);
function isKnownFact(name) {
  return name === "now" || ownFacts.has(name) || AccountAttribute.safeParse(name).success;
}
__name(isKnownFact, "isKnownFact");
function createFactsOf(asked, read) {
  const readers = asked.names.map((name) => {
    if (name === "now") return [name, () => asked.now];
    const attribute = AccountAttribute.safeParse(name).data;
    if (attribute !== void 0) return [name, (subject) => read(attribute, subject)];
    return [name, ownFacts.get(name) ?? (() => void 0)];
  });
  return (subject) => {
    const facts = {};
    for (const [name, readFact2] of readers) facts[name] = readFact2(subject);
    return facts;
  };
}
__name(createFactsOf, "createFactsOf");
function readForRoles(policy2) {
  const written = new Set(policy2.attributes.map(({ attribute }) => attribute));
  return (name, { attributes: attributes2, account }) => written.has(name) ? attributes2[name] : account?.attributes[name];
}
__name(readForRoles, "readForRoles");
function readForGroups(name, { attributes: attributes2, account, owned }) {
  const wished = owned === null || owned.includes(name) ? attributes2[name] : void 0;
  return wished === void 0 ? account?.attributes[name] : wished;
}
__name(readForGroups, "readForGroups");

// api/engine/access/policy-access.ts
function createPolicyAccessor(compiled, around) {
  const { items, texts, now } = around;
  const { roles: roleSet, groups: groupSet } = compiled.ruleSets;
  const roleFacts = createFactsOf({ names: roleSet.names, now }, readForRoles(compiled));
  const groupFacts = createFactsOf({ names: groupSet.names, now }, readForGroups);
  const shared = /* @__PURE__ */ new Map();
  const addRoles = /* @__PURE__ */ __name((wanted, roles) => {
    for (const role of roles) {
      const reason = { kind: "rule", text: texts.roleGives(role.title), source: `roles.${role.id}` };
      for (const item of items.of(role.grant)) want(wanted, item, reason);
    }
  }, "addRoles");
  const addGroups = /* @__PURE__ */ __name((wanted, rules) => {
    for (const { group, rule } of rules) {
      const reason = { kind: "rule", text: texts.ruleMatches(rule.text), source: `groups.${group}` };
      for (const item of items.of({ groups: [group], licences: [], apps: [] })) want(wanted, item, reason);
    }
  }, "addGroups");
  const share = /* @__PURE__ */ __name((roles, rules) => {
    const byRules = shared.get(roles) ?? /* @__PURE__ */ new Map();
    const known2 = byRules.get(rules);
    if (known2 !== void 0) return known2;
    const wanted = /* @__PURE__ */ new Map();
    addRoles(wanted, roles);
    addGroups(wanted, rules);
    shared.set(roles, byRules.set(rules, wanted));
    return wanted;
  }, "share");
  const factsIn = /* @__PURE__ */ __name((employment, subject) => roleFacts({ ...subject, attributes: subject.attributesIn(employment) }), "factsIn");
  const ruleBehind = /* @__PURE__ */ __name((source, subject) => {
    const byGroup = compiled.groupRules.find(({ group }) => source === `groups.${group}`);
    const byRole = compiled.roles.find(({ id }) => source === `roles.${id}`);
    const rule = byGroup?.rule ?? byRole?.rule;
    const candidates2 = byGroup ? [groupFacts(subject)] : subject.standing.entitling.map((employment) => factsIn(employment, subject));
    const facts = candidates2.find((candidate) => rule?.matches(candidate));
    return rule === void 0 || facts === void 0 ? null : { rule, facts, roleTitle: byRole?.title ?? null };
  }, "ruleBehind");
  return {
    rolesIn: /* @__PURE__ */ __name((employment, subject) => roleSet.matching(factsIn(employment, subject)), "rolesIn"),
    ruleBehind,
    accessOf: /* @__PURE__ */ __name((subject) => {
      const facts = groupFacts(subject);
      const rules = groupSet.matching(facts);
      const nextOfGroups = groupSet.nextChange(facts);
      const { entitling } = subject.standing;
      const [only2, second] = entitling;
      if (only2 !== void 0 && second === void 0) {
        const ofRoles = roleFacts(subject);
        const roles2 = roleSet.matching(ofRoles);
        const next2 = earlier(nextOfGroups, roleSet.nextChange(ofRoles));
        return { wanted: share(roles2, rules), roles: [{ employment: only2, roles: roles2 }], next: next2 };
      }
      const all = entitling.map((employment) => ({ employment, facts: factsIn(employment, subject) }));
      const roles = all.map((entry) => ({ employment: entry.employment, roles: roleSet.matching(entry.facts) }));
      const next = all.reduce((first2, entry) => earlier(first2, roleSet.nextChange(entry.facts)), nextOfGroups);
      const wanted = /* @__PURE__ */ new Map();
      for (const entry of roles) addRoles(wanted, entry.roles);
      addGroups(wanted, rules);
      return { wanted, roles, next };
    }, "accessOf")
  };
}
__name(createPolicyAccessor, "createPolicyAccessor");
function createScope(compiled, now) {
  const { scope } = compiled;
  if (scope === null) return () => true;
  const factsOf3 = createFactsOf({ names: scope.facts, now }, readForRoles(compiled));
  return (subject) => scope.matches(factsOf3(subject));
}
__name(createScope, "createScope");

// api/engine/access/resolve-items.ts
var plainAccess = "00000000-0000-0000-0000-000000000000";
function resolveItems(named, around) {
  const { policy: policy2, directory, texts } = around;
  const byKey = /* @__PURE__ */ new Map();
  const notes = [];
  const known2 = /* @__PURE__ */ new Map();
  const carriers = /* @__PURE__ */ new Map();
  const skus = new Map(directory.skus.flatMap((sku) => skuNames(sku).map((name) => [name, sku])));
  const licences = new Map(policy2.licences.map((licence) => [licence.sku.toLowerCase(), licence]));
  const remember = /* @__PURE__ */ __name((id, find) => {
    const before = known2.get(id);
    if (before !== void 0) return before;
    const found = find();
    const item = found !== null && "item" in found ? found.item : null;
    if (found !== null && "note" in found) notes.push(found.note);
    known2.set(id, item);
    if (item !== null) byKey.set(item.key, item);
    return item;
  }, "remember");
  const groupOf = /* @__PURE__ */ __name((name) => remember(`group ${name.toLowerCase()}`, () => {
    const group = around.groups.find(name);
    return group === null ? null : { item: { key: groupKey(group.id), kind: "group", group } };
  }), "groupOf");
  const directLicence = /* @__PURE__ */ __name((name) => remember(`licence ${name.toLowerCase()}`, () => {
    const sku = skus.get(name.toLowerCase());
    return sku === void 0 ? { note: missing("unknown-licence", texts.unknownLicence(name)) } : { item: asItem(sku) };
  }), "directLicence");
  const licenceByGroup = /* @__PURE__ */ __name((name, group) => {
    const sku = skus.get(name.toLowerCase());
    const carrier = groupOf(group);
    if (sku === void 0) directLicence(name);
    else if (carrier?.kind === "group") {
      append3(carriers, sku.skuId, carrier.group.id);
      byKey.set(licenceKey(sku.skuId), asItem(sku));
    }
    return carrier;
  }, "licenceByGroup");
  const licenceOf = /* @__PURE__ */ __name((name) => {
    const group = licences.get(name.toLowerCase())?.group;
    return group === void 0 ? directLicence(name) : licenceByGroup(name, group);
  }, "licenceOf");
  const appRoleOf = /* @__PURE__ */ __name((name) => remember(`app ${name.app.toLowerCase()} ${name.role.toLowerCase()}`, () => findAppRole(name, around)), "appRoleOf");
  const itemsOf = /* @__PURE__ */ __name(({ groups: groups3, licences: names, apps }) => [
    ...new Set(
      [...groups3.map(groupOf), ...names.map(licenceOf), ...apps.map(appRoleOf)].filter((item) => item !== null)
    )
  ], "itemsOf");
  for (const entitlements of named) itemsOf(entitlements);
  for (const { sku } of policy2.licences) licenceOf(sku);
  return { byKey, of: itemsOf, carriers, notes };
}
__name(resolveItems, "resolveItems");
var asItem = /* @__PURE__ */ __name((sku) => ({ key: licenceKey(sku.skuId), kind: "licence", sku }), "asItem");
var skuNames = /* @__PURE__ */ __name((sku) => [sku.skuPartNumber.toLowerCase(), sku.skuId.toLowerCase()], "skuNames");
var missing = /* @__PURE__ */ __name((kind, text) => ({ kind, personKey: null, text }), "missing");
function append3(sets, key, value) {
  const set = sets.get(key);
  if (set === void 0) sets.set(key, /* @__PURE__ */ new Set([value]));
  else set.add(value);
}
__name(append3, "append");
function findAppRole(name, around) {
  const { texts } = around;
  const found = findApplications(name.app, around);
  const [application] = found;
  if (application === void 0) return { note: missing("unknown-app", texts.unknownApp(name.app)) };
  if (found.length > 1) return { note: missing("unknown-app", texts.ambiguousApp(name.app, found.length)) };
  const role = findRole(application, name.role);
  if (role === null) {
    const offered = application.roles.map((entry) => entry.displayName);
    return { note: missing("unknown-app", texts.unknownAppRole(name.app, name.role, offered)) };
  }
  const key = appRoleKey(application.id, role.id);
  return { item: { key, kind: "app-role", application, roleId: role.id, roleName: role.displayName } };
}
__name(findAppRole, "findAppRole");
function findApplications(name, { policy: policy2, directory }) {
  const entry = policy2.apps.find((app) => app.id.toLowerCase() === name.toLowerCase());
  const wanted = (entry?.servicePrincipal ?? name).toLowerCase();
  const keys = [(app) => app.id, (app) => app.appId, (app) => app.displayName];
  const hits = keys.map((keyOf) => directory.applications.filter((app) => keyOf(app).toLowerCase() === wanted));
  return hits.find((list2) => list2.length > 0) ?? [];
}
__name(findApplications, "findApplications");
function findRole(application, name) {
  if (application.roles.length === 0) return { id: plainAccess, displayName: name };
  const wanted = name.toLowerCase();
  const isNamed2 = /* @__PURE__ */ __name((role) => role.displayName.toLowerCase() === wanted || role.value?.toLowerCase() === wanted || role.id.toLowerCase() === wanted, "isNamed");
  return application.roles.find(isNamed2) ?? null;
}
__name(findRole, "findRole");

// api/engine/access/wanted-by-policy.ts
var nothing3 = { wanted: /* @__PURE__ */ new Map(), next: null };
function createWantedByPolicy(world) {
  const known2 = /* @__PURE__ */ new Map();
  return (personKey) => {
    const answer = known2.get(personKey) ?? askPolicy(personKey, world);
    known2.set(personKey, answer);
    return answer;
  };
}
__name(createWantedByPolicy, "createWantedByPolicy");
function askPolicy(personKey, world) {
  const person = world.people.get(personKey);
  if (person === void 0) return nothing3;
  const standing = world.standingOf(personKey);
  const next = nextMoment(person, standing, whatChanges(world));
  if (standing.phase !== "active") return { ...nothing3, next };
  const match = world.matches.of(personKey);
  const account = match.kind === "linked" ? match.account : null;
  const address = account?.userPrincipalName ?? "";
  const access = world.policyAccess.accessOf(accessSubject(person, standing, { world, account, address }));
  return { wanted: access.wanted, next: earlier(next, access.next) };
}
__name(askPolicy, "askPolicy");

// api/engine/compiled-policy.ts
function managedGroupNames({ policy: policy2, roles, groupRules }) {
  const names = [
    ...roles.flatMap((role) => role.grant.groups),
    ...groupRules.map((entry) => entry.group),
    ...policy2.licences.flatMap((licence) => licence.group ?? []),
    ...policy2.leave.keepInTouch.groups
  ];
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
__name(managedGroupNames, "managedGroupNames");

// api/engine/life/calendar.ts
import { DateTime as DateTime2 } from "luxon";
function createCalendars(now, policy2) {
  const usual2 = createCalendar(now, policy2);
  const zones = Object.entries(policy2.zones ?? {}).map(([place2, zone]) => [place2.toLowerCase(), zone]);
  const byZone = /* @__PURE__ */ new Map([[usual2.zone, usual2]]);
  for (const [, zone] of zones) {
    if (!byZone.has(zone)) byZone.set(zone, createCalendar(now, { ...policy2, timeZone: zone }));
  }
  const byPlace = new Map(zones.map(([place2, zone]) => [place2, byZone.get(zone)]));
  const find = /* @__PURE__ */ __name((place2) => place2 === void 0 ? void 0 : byPlace.get(place2.toLowerCase()), "find");
  return {
    usual: usual2,
    differ: byPlace.size > 0,
    at: byPlace.size === 0 ? () => usual2 : ({ location, country }) => find(location) ?? find(country) ?? usual2
  };
}
__name(createCalendars, "createCalendars");
function createCalendar(now, policy2) {
  const zone = policy2.timeZone;
  const local = DateTime2.fromISO(now, { zone });
  const { createDaysBeforeStart, removeAccessDaysAfterEnd, deleteDaysAfterEnd, enableAt } = policy2.lifecycle;
  const instants = /* @__PURE__ */ new Map();
  const later2 = /* @__PURE__ */ new Map();
  const dayOf = /* @__PURE__ */ __name((date) => date.toFormat("yyyy-MM-dd"), "dayOf");
  const today = dayOf(local);
  const instantOf2 = /* @__PURE__ */ __name((date, time = "00:00") => {
    const key = `${date}T${time}`;
    const known2 = instants.get(key);
    if (known2 !== void 0) return known2;
    const instant = firstInstantOf(key, zone);
    instants.set(key, instant);
    return instant;
  }, "instantOf");
  return {
    zone,
    today,
    yesterday: dayOf(local.minus({ days: 1 })),
    enableTimeHasCome: local.toMillis() >= instantOf2(today, enableAt),
    preparedUntil: dayOf(local.plus({ days: createDaysBeforeStart })),
    accessEndsBefore: dayOf(local.minus({ days: removeAccessDaysAfterEnd })),
    deletedBefore: dayOf(local.minus({ days: deleteDaysAfterEnd })),
    instantOf: instantOf2,
    plusDays: /* @__PURE__ */ __name((date, days) => {
      const key = `${date}${days}`;
      const known2 = later2.get(key);
      if (known2 !== void 0) return known2;
      const day = dayOf(DateTime2.fromISO(date, { zone: "utc" }).plus({ days }));
      later2.set(key, day);
      return day;
    }, "plusDays")
  };
}
__name(createCalendar, "createCalendar");
function firstInstantOf(local, zone) {
  const found = DateTime2.fromISO(local, { zone });
  if (!local.endsWith(found.toFormat("HH:mm"))) return endOfGap(found);
  return Math.min(...found.getPossibleOffsets().map((time) => time.toMillis()));
}
__name(firstInstantOf, "firstInstantOf");
function endOfGap(after) {
  const minute2 = 6e4;
  let [before, end] = [after.minus({ hours: 24 }).toMillis(), after.toMillis()];
  while (end - before > minute2) {
    const middle = before + Math.floor((end - before) / 2 / minute2) * minute2;
    if (after.zone.offset(middle) === after.offset) end = middle;
    else before = middle;
  }
  return end;
}
__name(endOfGap, "endOfGap");

// api/engine/life/judge-leave.ts
var strictness = { unchanged: 0, "keep-in-touch": 1, disabled: 2 };
function judgeLeave(leaves, policy2, today) {
  let strictest = "unchanged";
  for (const { startsOn, endsOn, kind } of leaves) {
    if (startsOn > today || endsOn !== void 0 && endsOn < today) continue;
    const mode = (kind === void 0 ? void 0 : policy2.kinds[kind]) ?? policy2.mode;
    if (strictness[mode] > strictness[strictest]) strictest = mode;
  }
  return strictest;
}
__name(judgeLeave, "judgeLeave");

// api/engine/life/judge-standing.ts
function judgeStanding(person, judging) {
  const calendar = findCalendar(person, judging);
  const { phase, primary, entitling, startsOn, endedOn, accessEnded, deletionDue } = judgePhase(
    person,
    calendar,
    judging.lifecycle
  );
  const mayBeAway = phase === "active" && person.leaves.length > 0;
  const leave2 = mayBeAway ? judgeLeave(person.leaves, judging.leave, calendar.today) : "unchanged";
  const urgent = judging.urgentExits.get(person.personKey) ?? null;
  const enabled = phase === "active" && leave2 !== "disabled" && urgent === null;
  return {
    phase,
    calendar,
    primary,
    entitling,
    startsOn,
    endedOn,
    accessEnded,
    deletionDue,
    leave: leave2,
    urgent,
    enabled
  };
}
__name(judgeStanding, "judgeStanding");
function findCalendar(person, { calendars, lifecycle }) {
  const { usual: usual2 } = calendars;
  const [only2] = person.employments;
  if (!calendars.differ || only2 === void 0) return usual2;
  if (person.employments.length === 1) return calendars.at(only2);
  const primary = judgePhase(person, usual2, lifecycle).primary ?? only2;
  const isFirstDay = primary.startsOn === usual2.today;
  const before = person.employments.filter((employment) => contractEndOf(employment) === usual2.yesterday);
  return calendars.at((isFirstDay ? choosePrimary(before) : null) ?? primary);
}
__name(findCalendar, "findCalendar");
function judgePhase(person, calendar, lifecycle) {
  const { today } = calendar;
  const steady = judgeSteady(person, today);
  if (steady !== null) return steady;
  const { working, waning, future, past, undated } = sortEmployments(person.employments, today, lifecycle);
  const isOut = person.isActive === false;
  const endedOn = greatest(past, contractEndOf);
  const none2 = { entitling: [], startsOn: null, endedOn, accessEnded: false, deletionDue: false };
  const running = working.length > 0 || waning.length > 0;
  const dated = running || future.length > 0 || past.length > 0;
  if (!dated && !isOut) return { ...none2, phase: "unknown", primary: null };
  if (isOut && (running || !dated || past.length === 0)) {
    const primary = choosePrimary(working) ?? choosePrimary(waning) ?? choosePrimary(future) ?? choosePrimary(past);
    return { ...none2, phase: "inactive", primary, accessEnded: true };
  }
  if (working.length > 0) return judgeWorking({ working, waning, past }, calendar, none2);
  if (waning.length > 0) {
    const lastDay = greatest(waning, lastWorkingDayOf);
    return { ...none2, phase: "between-ends", primary: choosePrimary(waning), endedOn: lastDay };
  }
  const nextOn = least(future);
  if (nextOn !== null && nextOn <= calendar.preparedUntil && !isOut) {
    const next = future.filter((employment) => employment.startsOn === nextOn);
    return { ...none2, phase: "before-start", primary: choosePrimary(next), entitling: next, startsOn: nextOn };
  }
  if (!isOut && undated) return { ...none2, phase: "unknown", primary: null };
  if (endedOn === null) return { ...none2, phase: "early", primary: choosePrimary(future), startsOn: nextOn };
  return {
    ...none2,
    phase: "ended",
    primary: choosePrimary(future) ?? choosePrimary(past),
    startsOn: nextOn,
    accessEnded: endedOn < calendar.accessEndsBefore,
    deletionDue: nextOn === null && endedOn < calendar.deletedBefore
  };
}
__name(judgePhase, "judgePhase");
function judgeSteady({ employments, isActive }, today) {
  const [only2] = employments;
  if (only2?.startsOn === void 0 || employments.length > 1 || isActive === false) return null;
  if (only2.startsOn >= today || only2.endsOn !== void 0 || only2.lastWorkingDayOn !== void 0) return null;
  const { startsOn } = only2;
  const none2 = { endedOn: null, accessEnded: false, deletionDue: false };
  return { phase: "active", primary: only2, entitling: employments, startsOn, ...none2 };
}
__name(judgeSteady, "judgeSteady");
function judgeWorking({ working, waning, past }, calendar, none2) {
  const startsOn = least(working);
  const isFirstDay = startsOn === calendar.today && waning.length === 0 && !past.some((employment) => contractEndOf(employment) === calendar.yesterday);
  const phase = isFirstDay && !calendar.enableTimeHasCome ? "before-start" : "active";
  const entitling = waning.length === 0 ? working : [...working, ...waning];
  return { ...none2, phase, primary: choosePrimary(working), entitling, startsOn };
}
__name(judgeWorking, "judgeWorking");
function sortEmployments(employments, today, lifecycle) {
  const sorted = { working: [], waning: [], future: [], past: [], undated: false };
  const workEnd = lifecycle.disableAfter === "contract-end" ? contractEndOf : lastWorkingDayOf;
  for (const employment of employments) {
    const end = contractEndOf(employment);
    const isOver = end !== void 0 && end < today;
    if (employment.startsOn === void 0) sorted.undated ||= !isOver;
    else if (employment.startsOn > today) sorted.future.push(employment);
    else if (isOver) sorted.past.push(employment);
    else if ((workEnd(employment) ?? today) < today) sorted.waning.push(employment);
    else sorted.working.push(employment);
  }
  return sorted;
}
__name(sortEmployments, "sortEmployments");
function least(employments) {
  let found = null;
  for (const { startsOn } of employments)
    if (startsOn !== void 0 && (found === null || startsOn < found)) found = startsOn;
  return found;
}
__name(least, "least");
function greatest(employments, endOf2) {
  let found = null;
  for (const employment of employments) {
    const end = endOf2(employment);
    if (end !== void 0 && (found === null || end > found)) found = end;
  }
  return found;
}
__name(greatest, "greatest");

// api/engine/names/choose-address.ts
function createAddressChooser(world, taken) {
  const { policy: policy2, userPrincipalNames, mailNicknames, mails, addressDomain } = world.input.policy;
  const lists2 = { userPrincipalName: userPrincipalNames, mail: mails ?? [] };
  const { maxLength, reserved } = policy2.names;
  const words = new Set(reserved.map((word) => word.toLowerCase()));
  const domains = new Set(policy2.domains.map((domain) => domain.toLowerCase()));
  const [firstDomain = ""] = domains;
  const counted = /* @__PURE__ */ new Map();
  const tryRule = /* @__PURE__ */ __name((template, asker, judge) => {
    const firstNumber = asker.isNew ? (base2) => counted.get(judge.key + base2) ?? 2 : void 0;
    for (const { local, number: number2, base: base2 } of candidates(asker.facts, { templates: [template], maxLength, firstNumber })) {
      if (judge.isCurrent(local)) return { kind: "current" };
      if (!words.has(local) && !judge.isTaken(local)) return { kind: "free", local };
      if (number2 !== null) counted.set(judge.key + base2, number2 + 1);
    }
    return { kind: "none" };
  }, "tryRule");
  const walk = /* @__PURE__ */ __name((templates, asker, judge) => {
    let best = { kind: "none" };
    for (const template of templates) {
      const tried = tryRule(template, asker, judge);
      if (tried.kind === "current") return tried;
      if (best.kind === "none") best = tried;
    }
    return best;
  }, "walk");
  return {
    choose: /* @__PURE__ */ __name((list2, asker, current = null) => {
      const at = `@${asker.domain}`;
      const found = walk(lists2[list2], asker, {
        isCurrent: /* @__PURE__ */ __name((local) => local + at === current, "isCurrent"),
        isTaken: /* @__PURE__ */ __name((local) => taken.isTaken(local + at, asker), "isTaken"),
        key: `${at} `
      });
      return found.kind === "free" ? { kind: "free", address: found.local + at } : found;
    }, "choose"),
    wish: /* @__PURE__ */ __name((facts, domain) => firstAddress(userPrincipalNames, facts, domain, maxLength), "wish"),
    chooseNickname: /* @__PURE__ */ __name((asker, address) => {
      const isTaken = /* @__PURE__ */ __name((local) => taken.isNicknameTaken(local, asker), "isTaken");
      const judge = { isCurrent: /* @__PURE__ */ __name(() => false, "isCurrent"), isTaken, key: "nickname " };
      const found = mailNicknames === null ? null : walk(mailNicknames, asker, judge);
      const own = address.slice(0, address.indexOf("@"));
      const nickname = found?.kind === "free" ? found.local : freeNickname(own, isTaken);
      taken.reserveNickname(nickname, asker.personKey);
      return nickname;
    }, "chooseNickname"),
    domainFor: /* @__PURE__ */ __name((facts) => {
      if (addressDomain === null) return { kind: "domain", domain: firstDomain };
      const value = addressDomain.fillWhole(facts);
      const domain = value?.toLowerCase() ?? "";
      return domains.has(domain) ? { kind: "domain", domain } : { kind: "unknown", value };
    }, "domainFor")
  };
}
__name(createAddressChooser, "createAddressChooser");
var domainOf = /* @__PURE__ */ __name((address) => address.slice(address.indexOf("@") + 1), "domainOf");
function freeNickname(wished, isTaken) {
  let nickname = wished;
  for (let number2 = 2; isTaken(nickname); number2++) {
    const digits = String(number2);
    nickname = `${wished.slice(0, 64 - digits.length)}${digits}`;
  }
  return nickname;
}
__name(freeNickname, "freeNickname");

// api/engine/names/index-reservations.ts
function indexReservations(reservations2) {
  const single = /* @__PURE__ */ new Map();
  const several = /* @__PURE__ */ new Map();
  const put = /* @__PURE__ */ __name((reservation) => {
    const { personKey, address } = reservation;
    const list2 = several.get(personKey);
    const only2 = single.get(personKey);
    if (list2 !== void 0) {
      const others = list2.filter((other) => other.address !== address);
      several.set(personKey, [...others, reservation].sort(byAddress));
    } else if (only2 === void 0 || only2.address === address) single.set(personKey, reservation);
    else {
      single.delete(personKey);
      several.set(personKey, [only2, reservation].sort(byAddress));
    }
  }, "put");
  for (const reservation of reservations2) put(reservation);
  return {
    onlyOf: /* @__PURE__ */ __name((personKey) => single.get(personKey), "onlyOf"),
    ownOf: /* @__PURE__ */ __name((personKey) => {
      const only2 = single.get(personKey);
      const all = only2 === void 0 ? several.get(personKey) ?? [] : [only2];
      return {
        given: all.filter(({ state }) => state === "given").reduce(later, null),
        all
      };
    }, "ownOf"),
    put
  };
}
__name(indexReservations, "indexReservations");
var byAddress = /* @__PURE__ */ __name((a, b) => a.address < b.address ? -1 : 1, "byAddress");
function later(found, next) {
  return found === null || next.reservedAt > found.reservedAt ? next : found;
}
__name(later, "later");

// api/engine/names/find-missing-aliases.ts
function findMissingAliases({ person, account }, desk) {
  const { personKey } = person;
  if (account.mail === null) return [];
  const { userPrincipalName } = account;
  const received = new Set(
    [userPrincipalName, account.mail, ...account.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, ""))].map(
      (address) => address.toLowerCase()
    )
  );
  const who = desk.world.nameOf(personKey);
  return desk.ownOf(personKey).all.filter(({ state, address }) => state === "former" && !received.has(address)).map(({ address }) => {
    const command = `Set-Mailbox -Identity ${quoted2(userPrincipalName)} -EmailAddresses @{add="${address}"}`;
    return { kind: "alias-missing", personKey, text: desk.texts.aliasMissing(who, address, command) };
  });
}
__name(findMissingAliases, "findMissingAliases");
var quoted2 = /* @__PURE__ */ __name((address) => /^[\w.@-]+$/.test(address) ? address : `"${address}"`, "quoted");

// api/engine/names/register-address.ts
function registerAddress({ person, account, key }, desk) {
  const { personKey } = person;
  const address = account.userPrincipalName.toLowerCase();
  const { given: given3, all } = desk.ownOf(personKey);
  if (given3 !== null && given3.address === address) return { kind: "there", given: given3 };
  const former = all.find((entry) => entry.address === address && entry.state === "former") ?? null;
  if (given3 !== null && former !== null) {
    const isFree = !desk.taken().isTaken(given3.address, { personKey, accountId: account.id });
    if (isFree) return { kind: "unfinished", target: given3.address };
  }
  const owner = desk.taken().reservedFor(address);
  if (owner !== null && owner !== personKey) return { kind: "foreign" };
  if (given3 !== null) desk.record({ ...given3, state: "former" });
  const nameKey = former?.nameKey ?? key;
  const reservedAt = desk.world.input.now;
  const found = { address, personKey, nameKey, state: "given", reservedAt, renameOn: null };
  desk.record(found);
  registerMail({ personKey, mail: account.mail?.toLowerCase() ?? null }, desk);
  return { kind: "there", given: found };
}
__name(registerAddress, "registerAddress");
function registerMail({ personKey, mail }, desk) {
  const { mails } = desk.world.input.policy;
  if (mails === null || mail === null || desk.taken().reservedFor(mail) !== null) return;
  const reservedAt = desk.world.input.now;
  desk.record({ address: mail, personKey, nameKey: "", state: "mail", reservedAt, renameOn: null });
}
__name(registerMail, "registerMail");

// api/engine/names/rename-values.ts
function renameValues({ account }, { asker, target }, desk) {
  const { userPrincipalName, mailNickname, mail } = account;
  const before = { userPrincipalName, mailNickname };
  const after = {
    userPrincipalName: target,
    mailNickname: desk.chooser().chooseNickname(asker, target)
  };
  if (desk.world.input.policy.mails === null || mail === null) return { before, after };
  return { before: { ...before, mail }, after: { ...after, mail: followMail(mail, { asker, target }, desk) } };
}
__name(renameValues, "renameValues");
function followMail(current, { asker, target }, desk) {
  const chosen = desk.chooser().choose("mail", asker, current.toLowerCase());
  if (chosen.kind === "current") return current;
  const mail = chosen.kind === "free" ? chosen.address : target;
  const { personKey } = asker;
  const left = desk.ownOf(personKey).all.find(({ state }) => state === "mail");
  if (left !== void 0 && left.address !== mail) desk.record({ ...left, state: "former" });
  const kept = desk.ownOf(personKey).all.find(({ address }) => address === mail);
  if (kept === void 0 || kept.state === "former") {
    const reservedAt = desk.world.input.now;
    desk.record({ address: mail, personKey, nameKey: "", state: "mail", reservedAt, renameOn: null });
  }
  return mail;
}
__name(followMail, "followMail");

// api/engine/names/judge-rename.ts
function judgeRename(named, desk) {
  const there = registerAddress(named, desk);
  const keep2 = /* @__PURE__ */ __name((notes = []) => ({
    kind: "keep",
    notes: [...notes, ...findMissingAliases(named, desk)],
    next: null
  }), "keep");
  if (there.kind === "foreign" || named.names === null) return keep2();
  const known2 = { ...named, names: named.names };
  if (there.kind === "unfinished") {
    const asker2 = askerOf(known2, desk);
    if (asker2 === null) return keep2();
    return rename(known2, { asker: asker2, target: there.target, reason: policyReason(desk.texts.renameUnfinished) }, desk);
  }
  const { given: given3 } = there;
  const stays = /* @__PURE__ */ __name(() => {
    if (given3.nameKey !== named.key) desk.record({ ...given3, nameKey: named.key });
    dropProposals(named, null, desk);
    return keep2();
  }, "stays");
  if (given3.nameKey === named.key || given3.nameKey === "") return stays();
  const asker = askerOf(known2, desk);
  if (asker === null) return keep2();
  if (desk.world.input.policy.policy.names.rename.when === "never") return stays();
  const chosen = desk.chooser().choose("userPrincipalName", asker, given3.address);
  if (chosen.kind === "current") return stays();
  const proposal = proposalOf(named, desk);
  const target = proposal?.address ?? (chosen.kind === "free" ? chosen.address : null);
  if (target === null) {
    const text = desk.texts.noNewAddress(whoIs(named, desk), given3.address);
    return keep2([{ kind: "no-address", personKey: named.person.personKey, text }]);
  }
  return follow(known2, { asker, given: given3, target, proposal }, desk);
}
__name(judgeRename, "judgeRename");
function follow(named, { asker, given: given3, target, proposal }, desk) {
  const { world, texts } = desk;
  const { personKey } = named.person;
  const { calendar } = world.standingOf(personKey);
  const { when, days } = world.input.policy.policy.names.rename;
  const renameOn = when === "after-days" ? proposal?.renameOn ?? calendar.plusDays(calendar.today, days) : null;
  const reason = dueReason({ proposal, when, renameOn, today: calendar.today }, texts);
  const reservedAt = world.input.now;
  dropProposals(named, target, desk);
  if (reason !== null) {
    desk.record({ ...given3, state: "former" });
    desk.record({ address: target, personKey, nameKey: named.key, state: "given", reservedAt, renameOn: null });
    return rename(named, { asker, target, reason }, desk);
  }
  if (proposal === null || proposal.renameOn !== renameOn)
    desk.record({ address: target, personKey, nameKey: named.key, state: "proposed", reservedAt, renameOn });
  const who = whoIs(named, desk);
  const text = renameOn === null ? texts.proposedForChoice(who, given3.address, target) : texts.proposedOnDay(who, given3.address, target, renameOn);
  const notes = [{ kind: "rename-proposed", personKey, text }, ...findMissingAliases(named, desk)];
  return { kind: "keep", notes, next: renameOn === null ? null : calendar.instantOf(renameOn) };
}
__name(follow, "follow");
function dueReason(about, texts) {
  const { proposal, when, renameOn, today } = about;
  if (proposal?.state === "accepted") return { kind: "approval", text: texts.renameAccepted, source: "names.rename" };
  if (when === "at-once") return policyReason(texts.renameAtOnce);
  if (renameOn === null || renameOn > today) return null;
  return { kind: "clock", text: texts.renameOnDay(renameOn), source: "names.rename.days" };
}
__name(dueReason, "dueReason");
var policyReason = /* @__PURE__ */ __name((text) => ({ kind: "policy", text, source: "names.rename.when" }), "policyReason");
function rename(named, to, desk) {
  const { callName, surname } = named.names;
  const hr = { kind: "hr", text: desk.texts.nameIsNow(`${callName} ${surname}`), source: "names" };
  const { before, after } = renameValues(named, to, desk);
  return { kind: "rename", before, after, reasons: [hr, to.reason], notes: [], next: null };
}
__name(rename, "rename");
function proposalOf({ person, account, key }, desk) {
  const isOpen = /* @__PURE__ */ __name(({ state, nameKey }) => (state === "proposed" || state === "accepted") && nameKey === key, "isOpen");
  const proposal = desk.ownOf(person.personKey).all.find(isOpen) ?? null;
  const own = { personKey: person.personKey, accountId: account.id };
  return proposal === null || desk.taken().isTaken(proposal.address, own) ? null : proposal;
}
__name(proposalOf, "proposalOf");
function dropProposals({ person }, except, desk) {
  for (const reservation of desk.ownOf(person.personKey).all) {
    const { state, nameKey, address } = reservation;
    if (state !== "proposed" && state !== "accepted" || nameKey === "" || address === except) continue;
    desk.record({ ...reservation, state: "proposed", nameKey: "", renameOn: null });
  }
}
__name(dropProposals, "dropProposals");
function askerOf({ person, account, names }, { world, chooser }) {
  const { personKey } = person;
  const { phase, primary, urgent } = world.standingOf(personKey);
  const isAtWork = (phase === "active" || phase === "before-start") && urgent === null;
  const owned = world.input.ownership.get(personKey);
  if (!isAtWork || primary === null || owned !== void 0 && !owned.includes("displayName")) return null;
  const facts = personFacts({ person, employment: primary, unit: unitOf(primary, world.units), names });
  const place2 = chooser().domainFor(facts);
  const { userPrincipalName } = account;
  const domain = place2.kind === "domain" ? place2.domain : domainOf(userPrincipalName.toLowerCase());
  return { personKey, accountId: account.id, facts, domain, isNew: false };
}
__name(askerOf, "askerOf");
var whoIs = /* @__PURE__ */ __name(({ person }, { world }) => world.nameOf(person.personKey), "whoIs");

// api/engine/names/taken-addresses.ts
function createTakenAddresses(world) {
  const { reservations: reservations2 } = world.input.ledger;
  const { accounts: accounts2, groups: groups3 } = world.input.directory;
  const keptFor = new Map(reservations2.map(({ address, personKey }) => [address, personKey]));
  const groupNames = new Set(groups3.flatMap(({ mailNickname }) => mailNickname?.toLowerCase() ?? []));
  const nicknames = lazily(() => indexNicknames([...world.addressesInBin.values(), ...accounts2]));
  const given3 = /* @__PURE__ */ new Map();
  return {
    isTaken: /* @__PURE__ */ __name((address, { personKey, accountId }) => {
      const owner = keptFor.get(address);
      if (owner !== void 0 && owner !== personKey) return true;
      const holders = [world.accountsByAddress.get(address), world.addressesInBin.get(address)];
      if (holders.some((holder) => holder !== void 0 && holder.id !== accountId)) return true;
      return groupNames.has(address.slice(0, address.indexOf("@")));
    }, "isTaken"),
    isNicknameTaken: /* @__PURE__ */ __name((nickname, { personKey, accountId }) => {
      const owner = given3.get(nickname);
      if (owner !== void 0 && owner !== personKey) return true;
      const holder = nicknames().get(nickname);
      return holder !== void 0 && holder !== accountId || groupNames.has(nickname);
    }, "isNicknameTaken"),
    reservedFor: /* @__PURE__ */ __name((address) => keptFor.get(address) ?? null, "reservedFor"),
    reserve: /* @__PURE__ */ __name(({ address, personKey }) => keptFor.set(address, personKey), "reserve"),
    reserveNickname: /* @__PURE__ */ __name((nickname, personKey) => given3.set(nickname, personKey), "reserveNickname")
  };
}
__name(createTakenAddresses, "createTakenAddresses");
function indexNicknames(accounts2) {
  return new Map(
    accounts2.flatMap(
      ({ id, mailNickname }) => mailNickname === null ? [] : [[mailNickname.toLowerCase(), id]]
    )
  );
}
__name(indexNicknames, "indexNicknames");

// api/engine/names/address-book.ts
var asItIs = { kind: "keep", notes: [], next: null };
var nameKeyOf = /* @__PURE__ */ __name(({ callName, surname }) => `${callName}|${surname}`, "nameKeyOf");
function createAddressBook(world) {
  const index = indexReservations(world.input.ledger.reservations);
  const changed = /* @__PURE__ */ new Map();
  const taken = lazily(() => createTakenAddresses(world));
  const chooser = lazily(() => createAddressChooser(world, taken()));
  const texts = addressTexts[world.input.policy.policy.language];
  const record = /* @__PURE__ */ __name((reservation) => {
    index.put(reservation);
    changed.set(reservation.address, reservation);
    taken().reserve(reservation);
  }, "record");
  const desk = {
    world,
    texts,
    record,
    ownOf: index.ownOf,
    taken,
    chooser
  };
  return {
    wishOf: /* @__PURE__ */ __name((newcomer) => desk.ownOf(newcomer.person.personKey).given?.address ?? firstWish(newcomer, desk), "wishOf"),
    chooseFor: /* @__PURE__ */ __name((newcomer) => chooseFor(newcomer, desk), "chooseFor"),
    renameOf: /* @__PURE__ */ __name((person, account) => {
      const names = composeNames(person);
      const key = names === null ? "" : nameKeyOf(names);
      if (isSettled(index.onlyOf(person.personKey), account, key)) return asItIs;
      return judgeRename({ person, account, names, key }, desk);
    }, "renameOf"),
    changes: /* @__PURE__ */ __name(() => [...changed.values()].sort((a, b) => a.address < b.address ? -1 : 1), "changes")
  };
}
__name(createAddressBook, "createAddressBook");
function isSettled(only2, { userPrincipalName }, key) {
  if (only2 === void 0 || only2.state !== "given" || only2.nameKey !== key) return false;
  return only2.address === userPrincipalName || only2.address === userPrincipalName.toLowerCase();
}
__name(isSettled, "isSettled");
function firstWish(newcomer, desk) {
  const facts = factsOf2(newcomer, desk.world);
  const place2 = desk.chooser().domainFor(facts);
  return place2.kind === "unknown" ? null : desk.chooser().wish(facts, place2.domain);
}
__name(firstWish, "firstWish");
function chooseFor(newcomer, desk) {
  const { personKey } = newcomer.person;
  const who = namePerson(newcomer.person);
  const facts = factsOf2(newcomer, desk.world);
  const place2 = desk.chooser().domainFor(facts);
  const none2 = /* @__PURE__ */ __name((text) => ({ kind: "none", notes: [{ kind: "no-address", personKey, text }] }), "none");
  const before = usableAddress(personKey, desk);
  let domain;
  if (before !== null) domain = domainOf(before);
  else if (place2.kind === "domain") domain = place2.domain;
  else return none2(desk.texts.unknownDomain(who, place2.value, desk.world.input.policy.policy.domains));
  const asker = { personKey, accountId: null, facts, domain, isNew: desk.ownOf(personKey).all.length === 0 };
  const address = addressFor(newcomer, { asker, before }, desk);
  if (address === null) return none2(desk.world.texts.noAddress(who));
  const mailNickname = desk.chooser().chooseNickname(asker, address);
  if (desk.world.input.policy.mails === null) return { kind: "address", userPrincipalName: address, mailNickname };
  return { kind: "address", userPrincipalName: address, mailNickname, mail: chooseMail(asker, address, desk) };
}
__name(chooseFor, "chooseFor");
function addressFor(newcomer, { asker, before }, desk) {
  const { given: given3 } = desk.ownOf(asker.personKey);
  const nameKey = nameKeyOf(newcomer.names);
  const isOutdated = given3 !== null && given3.nameKey !== "" && given3.nameKey !== nameKey;
  const follows = isOutdated && desk.world.input.policy.policy.names.rename.when === "at-once";
  if (before !== null && !follows) return before;
  const chosen = desk.chooser().choose("userPrincipalName", asker, before);
  if (chosen.kind === "free") giveOut(chosen.address, newcomer, desk);
  if (chosen.kind === "current" && given3 !== null) desk.record({ ...given3, nameKey });
  return chosen.kind === "free" ? chosen.address : before;
}
__name(addressFor, "addressFor");
function usableAddress(personKey, { ownOf, taken, world }) {
  const { given: given3 } = ownOf(personKey);
  if (given3 === null || taken().isTaken(given3.address, { personKey, accountId: null })) return null;
  const isOurs = world.input.policy.policy.domains.some((domain) => domain.toLowerCase() === domainOf(given3.address));
  return isOurs ? given3.address : null;
}
__name(usableAddress, "usableAddress");
function giveOut(address, { person: { personKey }, names }, desk) {
  const former = desk.ownOf(personKey).given;
  if (former !== null) desk.record({ ...former, state: "former" });
  const reservedAt = desk.world.input.now;
  desk.record({ address, personKey, nameKey: nameKeyOf(names), state: "given", reservedAt, renameOn: null });
}
__name(giveOut, "giveOut");
function chooseMail(asker, address, desk) {
  const { personKey } = asker;
  const before = desk.ownOf(personKey).all.find(({ state }) => state === "mail")?.address ?? null;
  if (before !== null && !desk.taken().isTaken(before, asker)) return before;
  const chosen = desk.chooser().choose("mail", asker);
  if (chosen.kind !== "free" || chosen.address === address) return address;
  const reservedAt = desk.world.input.now;
  const mail = { address: chosen.address, personKey, nameKey: "", state: "mail", reservedAt, renameOn: null };
  desk.record(mail);
  return chosen.address;
}
__name(chooseMail, "chooseMail");
function factsOf2({ person, employment, names }, world) {
  return personFacts({ person, employment, unit: unitOf(employment, world.units), names });
}
__name(factsOf2, "factsOf");

// api/engine/names/evaluate-attributes.ts
var longest = {
  displayName: 256,
  givenName: 64,
  surname: 64,
  department: 64,
  jobTitle: 128,
  companyName: 64,
  employeeId: 16,
  city: 128,
  state: 128,
  country: 128,
  officeLocation: 128,
  postalCode: 40,
  streetAddress: 1024,
  mobilePhone: 64,
  businessPhone: 64
};
var noNotes2 = [];
var noName = {
  callName: "",
  surname: "",
  sortName: "",
  birthSurname: void 0,
  partnerSurname: void 0
};
function createAttributeEvaluator(policy2, world) {
  const rules = policy2.attributes.map(({ attribute, template }) => ({
    attribute,
    template,
    most: longest[attribute] ?? 1024,
    isCountry: attribute === "usageLocation"
  }));
  return (person, employment) => {
    const names = composeNames(person);
    const facts = personFacts({ person, employment, unit: unitOf(employment, world.units), names: names ?? noName });
    const attributes2 = {};
    let notes = noNotes2;
    for (const { attribute, template, most, isCountry } of rules) {
      const value = template.fill(facts);
      if (value === null) continue;
      if (value.length <= most && !(isCountry && !isCountryCode(value)))
        attributes2[attribute] = isCountry ? value.toUpperCase() : value;
      else notes = [...notes, refusedNote(attribute, value, { person, most, texts: world.texts })];
    }
    return { isNamed: names !== null, attributes: attributes2, notes };
  };
}
__name(createAttributeEvaluator, "createAttributeEvaluator");
var isCountryCode = /* @__PURE__ */ __name((value) => value.length === 2 && /^[A-Za-z]{2}$/.test(value), "isCountryCode");
function refusedNote(attribute, value, about) {
  const { person, most, texts } = about;
  const who = namePerson(person);
  const text = value.length > most ? texts.valueTooLong(who, attribute, value.length, most) : texts.badUsageLocation(who, value);
  return { kind: "value-refused", personKey: person.personKey, text };
}
__name(refusedNote, "refusedNote");

// api/engine/names/name-people.ts
function createNaming(people2) {
  let last = { personKey: "", name: "" };
  return (personKey) => {
    if (last.personKey === personKey) return last.name;
    const person = people2.get(personKey);
    last = { personKey, name: person === void 0 ? personKey : namePerson(person) };
    return last.name;
  };
}
__name(createNaming, "createNaming");

// api/engine/survey-world.ts
function surveyWorld(input) {
  const { policy: policy2 } = input.policy;
  const now = Date.parse(input.now);
  const texts = planTexts(policy2.language);
  const judging = judgingOf(input, now);
  const inOrder2 = [...input.people].sort((a, b) => a.personKey < b.personKey ? -1 : 1);
  const people2 = new Map(input.people.map((person) => [person.personKey, person]));
  const standings = new Map(input.people.map((person) => [person.personKey, judgeStanding(person, judging)]));
  const bin = lazily(() => input.directory.deletedAccounts.map(withOwnName));
  const matches = matchAccounts({
    people: input.people,
    accounts: input.directory.accounts,
    deletedAccounts: bin(),
    links: input.links,
    hasEnded: /* @__PURE__ */ __name((personKey) => standings.get(personKey)?.phase === "ended", "hasEnded"),
    adoption: policy2.adoption,
    isRejected: /* @__PURE__ */ __name((personKey, accountId) => input.rejections?.get(personKey)?.has(accountId) ?? false, "isRejected")
  });
  const groups3 = resolveGroups(managedNames(input), input.directory.groups, texts);
  const policyNamed = [
    ...policy2.roles.map((role) => role.grant),
    { groups: input.policy.groupRules.map((entry) => entry.group), licences: [], apps: [] },
    policy2.leave.keepInTouch
  ];
  const granted = input.grants.flatMap((grant) => [grant.items, grant.withheld]);
  const around = { policy: policy2, directory: input.directory, groups: groups3, texts };
  const policyKeys = new Set(resolveItems(policyNamed, around).byKey.keys());
  const items = resolveItems([...policyNamed, ...granted], around);
  const rolesWithHandOver = new Map(
    input.policy.roles.filter((role) => role.keepAfterLossDays > 0).map((role) => [role.id, role])
  );
  const byId = lazily(() => new Map(input.directory.accounts.map((account) => [account.id, account])));
  const byAddress2 = lazily(() => indexAddresses(input.directory.accounts));
  const binAddresses = lazily(() => indexAddresses(bin()));
  const book = lazily(() => createAddressBook(world));
  const setAside = new Set(input.setAside.map((entry) => entry.personKey));
  const units = new Map(input.units.map((unit) => [unit.unitKey, unit]));
  const evaluate = createAttributeEvaluator(input.policy, { units, texts });
  const evaluated = /* @__PURE__ */ new Map();
  const world = {
    input,
    now,
    texts,
    judging,
    people: people2,
    inOrder: inOrder2,
    units,
    standings,
    standingOf: /* @__PURE__ */ __name((personKey) => {
      const standing = standings.get(personKey);
      if (standing === void 0) throw new Error(`no standing for person ${personKey}`);
      return standing;
    }, "standingOf"),
    matches,
    groups: groups3,
    items,
    held: indexHeld(input.directory, items),
    isManaged: createManaged(policyKeys, input.grants, { items, now }),
    policyAccess: createPolicyAccessor(input.policy, { items, texts, now }),
    isInScope: createScope(input.policy, now),
    separations: prepareSeparations(policy2.separation, items),
    keepInTouchKeys: new Set(items.of(policy2.leave.keepInTouch).map((item) => item.key)),
    rolesWithHandOver,
    longestHandOver: Math.max(0, ...[...rolesWithHandOver.values()].map((role) => role.keepAfterLossDays)),
    holdingsOf: groupHoldings(input.ledger.holdings),
    grantsOf: indexGrants(input.grants, { now, people: people2, standings }),
    get accountsById() {
      return byId();
    },
    get accountsByAddress() {
      return byAddress2();
    },
    get addressesInBin() {
      return binAddresses();
    },
    get addressBook() {
      return book();
    },
    attributesOf: /* @__PURE__ */ __name((person, employment) => {
      const known2 = evaluated.get(employment);
      if (known2 !== void 0) return known2;
      const answer = evaluate(person, employment);
      evaluated.set(employment, answer);
      return answer;
    }, "attributesOf"),
    wantedByPolicy: /* @__PURE__ */ __name((personKey) => wantedByPolicy(personKey), "wantedByPolicy"),
    licencePolicyOf: /* @__PURE__ */ __name((sku) => policy2.licences.find((entry) => isNamed(sku, entry.sku)) ?? {
      sku: sku.skuPartNumber,
      by: "direct",
      reserve: 0,
      warnBelow: 0
    }, "licencePolicyOf"),
    isProvisionedOnDemand: /* @__PURE__ */ __name((application) => policy2.apps.find((entry) => isApplication(application, entry.servicePrincipal ?? entry.id))?.provisionOnDemand ?? true, "isProvisionedOnDemand"),
    isKnown: /* @__PURE__ */ __name((personKey) => people2.has(personKey) || setAside.has(personKey) || matches.of(personKey).kind === "linked", "isKnown"),
    saysManagers: /* @__PURE__ */ __name((sourceId) => {
      const source = policy2.sources.find((entry) => entry.id === sourceId);
      return source?.columns === void 0 || source.columns.managerPersonKey !== void 0;
    }, "saysManagers"),
    nameOf: createNaming(people2)
  };
  const wantedByPolicy = createWantedByPolicy(world);
  return world;
}
__name(surveyWorld, "surveyWorld");
function judgingOf(input, now) {
  const { policy: policy2 } = input.policy;
  const inForce = input.urgentExits.filter(
    ({ fromAt, liftedAt }) => Date.parse(fromAt) <= now && (liftedAt === null || Date.parse(liftedAt) > now)
  );
  return {
    calendars: createCalendars(input.now, policy2),
    lifecycle: policy2.lifecycle,
    leave: policy2.leave,
    urgentExits: new Map(inForce.map((exit) => [exit.personKey, exit]))
  };
}
__name(judgingOf, "judgingOf");
function managedNames(input) {
  const names = new Map(managedGroupNames(input.policy).map((name) => [name.toLowerCase(), name]));
  for (const { items, withheld } of input.grants)
    for (const name of [...items.groups, ...withheld.groups]) names.set(name.toLowerCase(), name);
  return [...names.values()];
}
__name(managedNames, "managedNames");
function groupHoldings(holdings2) {
  const byPerson = /* @__PURE__ */ new Map();
  for (const holding of holdings2) {
    const list2 = byPerson.get(holding.personKey);
    if (list2 === void 0) byPerson.set(holding.personKey, [holding]);
    else list2.push(holding);
  }
  return byPerson;
}
__name(groupHoldings, "groupHoldings");
var isNamed = /* @__PURE__ */ __name((sku, name) => [sku.skuPartNumber, sku.skuId].some((known2) => known2.toLowerCase() === name.toLowerCase()), "isNamed");
var isApplication = /* @__PURE__ */ __name((application, name) => [application.id, application.appId, application.displayName].some(
  (known2) => known2.toLowerCase() === name.toLowerCase()
), "isApplication");

// api/engine/plan-people.ts
function planPeople(input) {
  const world = surveyWorld(input);
  return planWithin(world, decideDispositions(world));
}
__name(planPeople, "planPeople");
function planWithin(world, dispositions) {
  const { input } = world;
  const planning = startPlanning(world);
  for (const person of world.inOrder) planPerson(person, { world, dispositions }, planning);
  planning.operations.push(...shutOutStrangers(world));
  const seated = allocateSeats(planning.operations, world);
  const dynamic = planDynamicGroups(seated.operations, world);
  const absent = absentNotes(world);
  for (const notes of [seated.notes, dynamic.notes, absent]) for (const note2 of notes) planning.notes.push(note2);
  const operations = orderOperations([...dynamic.operations, ...seated.operations]);
  return {
    now: input.now,
    policyVersion: input.policy.version,
    fingerprint: fingerprintOf(operations),
    counts: countOperations(operations),
    operations,
    notes: planning.notes,
    measures: measurePlan(world, absent.length),
    ledger: {
      reservations: world.addressBook.changes(),
      holdings: planning.holdings,
      findings: [],
      settledFindings: []
    },
    nextChanges: planning.nextChanges
  };
}
__name(planWithin, "planWithin");
function startPlanning(world) {
  return {
    operations: [],
    notes: [...setAsideNotes(world.input), ...world.groups.notes, ...world.items.notes],
    holdings: [],
    nextChanges: /* @__PURE__ */ new Map(),
    changing: whatChanges(world)
  };
}
__name(startPlanning, "startPlanning");
function planPerson(person, around, planning) {
  const { world } = around;
  const standing = world.standingOf(person.personKey);
  const disposition = dispositionOf(person.personKey, around.dispositions);
  let next = nextMoment(person, standing, planning.changing);
  if (disposition.kind === "leave") {
    for (const note2 of disposition.notes) planning.notes.push(note2);
  } else {
    const desired = desireAccount(person, disposition, around);
    for (const note2 of desired.notes) planning.notes.push(note2);
    for (const holding of desired.holdings) planning.holdings.push(holding);
    next = earlier(next, earlier(desired.next, compare2(desired, disposition, { world, planning })));
  }
  if (next !== null) planning.nextChanges.set(person.personKey, new Date(next).toISOString());
}
__name(planPerson, "planPerson");
function compare2(desired, disposition, { world, planning }) {
  const add2 = /* @__PURE__ */ __name((operations) => {
    for (const operation of operations) planning.operations.push(operation);
  }, "add");
  const isNew = disposition.kind === "create";
  const subject = isNew ? { account: null, address: disposition.address } : { account: disposition.account };
  if (isNew) add2(createAccount(desired, disposition, world));
  else add2(diffAccount(desired, { ...disposition, restored: disposition.kind === "restore" }, world));
  const renaming = isNew ? null : diffAddress(desired, disposition.account, world);
  if (desired.deleted) return null;
  add2(diffManager(desired, subject, world));
  const items = diffItems(desired, subject, world);
  add2(items.operations);
  for (const note2 of items.notes) planning.notes.push(note2);
  if (renaming === null) return null;
  add2(renaming.operations);
  for (const note2 of renaming.notes) planning.notes.push(note2);
  return renaming.next;
}
__name(compare2, "compare");
function setAsideNotes(input) {
  return input.setAside.map(({ personKey, text }) => ({ kind: "set-aside", personKey, text }));
}
__name(setAsideNotes, "setAsideNotes");
function absentNotes(world) {
  const setAside = new Set(world.input.setAside.map((entry) => entry.personKey));
  const notes = [];
  for (const account of world.input.directory.accounts) {
    const owner = world.matches.ownerOf(account.id);
    if (owner === null || world.people.has(owner) || setAside.has(owner)) continue;
    notes.push({ kind: "absent", personKey: owner, text: world.texts.absent(account.userPrincipalName) });
  }
  return notes;
}
__name(absentNotes, "absentNotes");
function countOperations(operations) {
  const counts = {};
  for (const { kind } of operations) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
__name(countOperations, "countOperations");

// models/errors.ts
var InstroomError = class extends Error {
  static {
    __name(this, "InstroomError");
  }
  code;
  retryable;
  advice;
  constructor(code, message, options = {}) {
    super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.name = "InstroomError";
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.advice = options.advice ?? null;
  }
};

// api/policy/examine-policy.ts
import { createHash as createHash2 } from "node:crypto";
import { resolve } from "node:path";

// models/policy.ts
import { z as z8 } from "zod";

// models/entitlements.ts
import { z as z3 } from "zod";
var AppRoleName = z3.strictObject({
  app: z3.string().min(1).describe("display name, app id, or object id of the service principal"),
  role: z3.string().min(1).describe("the role of the app, by name or value")
});
var Entitlements = z3.strictObject({
  groups: z3.array(z3.string().min(1)).default([]).describe("groups by name, mail nickname or object id"),
  licences: z3.array(z3.string().min(1)).default([]).describe("licences by SKU part number, such as SPE_E3"),
  apps: z3.array(AppRoleName).default([]).describe("app roles, as `{app, role}`")
});
var Role = z3.strictObject({
  id: z3.string().min(1).describe("a short name of your own; reasons name it"),
  title: z3.string().optional().describe("how people call it"),
  when: z3.string().describe('a rule, such as user.department -startsWith "Sales"'),
  grant: Entitlements.describe("what it gives"),
  keepAfterLossDays: z3.number().int().min(0).max(3650).default(0).describe("days that its access stays after the role is lost while the person stays: the hand-over")
});
var GroupPolicy = z3.strictObject({
  id: z3.string().min(1).describe("the group by name, mail nickname or object id"),
  membershipRule: z3.string().describe('a rule, such as user.country -eq "NL"'),
  mode: z3.enum(["managed", "dynamic"]).default("managed").describe("managed: Instroom writes the members; dynamic: Instroom writes the rule and Entra fills the group")
});
var LicencePolicy = z3.strictObject({
  sku: z3.string().min(1).describe("the SKU part number, such as SPE_E3"),
  by: z3.enum(["direct", "group"]).default("direct").describe("assigned directly, or through a group that carries it"),
  group: z3.string().min(1).optional().describe("the group that carries it, with by: group"),
  reserve: z3.number().int().min(0).default(0).describe("seats that are never given out"),
  warnBelow: z3.number().int().min(0).default(0).describe("IT and HR hear of it when fewer seats are free")
}).superRefine((licence, issues) => {
  if (licence.by === "group" && licence.group === void 0)
    issues.addIssue({ code: "custom", message: "by: group needs the group that carries the licence" });
  if (licence.by === "direct" && licence.group !== void 0)
    issues.addIssue({ code: "custom", message: "a licence goes direct or by group, never both: say by: group" });
});
var AppPolicy = z3.strictObject({
  id: z3.string().min(1).describe("the name by which roles call the app"),
  servicePrincipal: z3.string().min(1).optional().describe("app id or object id of the service principal, where the name alone is not enough"),
  provisionOnDemand: z3.boolean().default(true).describe("after an assignment Entra makes the account in the app at once, where the app can do it")
});
var SeparatedSide = z3.strictObject({
  roles: z3.array(z3.string().min(1)).default([]).describe("roles of this policy, by id"),
  groups: z3.array(z3.string().min(1)).default([]).describe("groups that the policy gives"),
  licences: z3.array(z3.string().min(1)).default([]).describe("licences that the policy gives"),
  apps: z3.array(AppRoleName).default([]).describe("app roles that the policy gives")
});
var Separation = z3.strictObject({
  id: z3.string().min(1).describe("a short name of your own"),
  title: z3.string().optional().describe("how people call it"),
  between: z3.tuple([SeparatedSide, SeparatedSide]).describe("the two sides, as `[{roles: [a]}, {roles: [b]}]`"),
  on: z3.enum(["keep-older", "refuse"]).default("keep-older").describe("keep-older: what somebody has already stays; refuse: neither is given until somebody decides")
});

// models/lifecycle.ts
import { z as z4 } from "zod";
var TimeOfDay = z4.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 07:30");
var Lifecycle = z4.strictObject({
  createDaysBeforeStart: z4.number().int().min(0).max(365).default(14).describe("accounts are made, disabled, this many days before the first day"),
  enableAt: TimeOfDay.default("00:00").describe(
    "the time on the first day, in the person's zone, at which the account is enabled"
  ),
  disableAfter: z4.enum(["last-working-day", "contract-end"]).default("last-working-day").describe("the account is disabled at the end of this day"),
  revokeSessionsOnExit: z4.boolean().default(true).describe("sessions end when a leaver is disabled"),
  removeAccessDaysAfterEnd: z4.number().int().min(0).default(0).describe("access goes this many days after the last day of the contract; 0 is the day after it"),
  deleteDaysAfterEnd: z4.number().int().min(0).default(90).describe("the account is deleted this many days after the last day of the contract")
});
var LeaveMode = z4.enum(["unchanged", "keep-in-touch", "disabled"]);
var LeavePolicy = z4.strictObject({
  mode: LeaveMode.default("unchanged").describe(
    "unchanged: nothing; keep-in-touch: only what keepInTouch names stays; disabled: no sign-in"
  ),
  kinds: z4.record(z4.string(), LeaveMode).default({}).describe("another mode by the source's code of the leave"),
  keepInTouch: Entitlements.prefault({}).describe(
    "what stays during a leave in mode keep-in-touch; the rest is parked"
  )
});

// models/limit.ts
import { z as z5 } from "zod";
var Limit = z5.strictObject({
  share: z5.number().min(0).max(1).describe("the part of what there is that may be touched, 0 to 1"),
  count: z5.number().int().min(0).describe("so many may always be touched"),
  floor: z5.number().int().min(0).describe("with fewer than this there are, the count alone decides")
});
var LimitKind = z5.enum([
  ...OperationKind.options,
  "absent-person",
  "set-aside-person",
  /** A source that gives fewer people than the time before. */
  "fewer-people",
  /** People whose field was filled the time before and is empty now, per field. */
  "emptied-field"
]);
var Limits = z5.partialRecord(LimitKind, Limit);
var defaultLimits = {
  "disable-account": { share: 0.05, count: 25, floor: 10 },
  "delete-account": { share: 0.02, count: 10, floor: 5 },
  "remove-member": { share: 0.2, count: 200, floor: 20 },
  "remove-manager": { share: 0.2, count: 50, floor: 20 },
  "remove-licence": { share: 0.2, count: 50, floor: 20 },
  "remove-app-role": { share: 0.2, count: 50, floor: 20 },
  "rename-account": { share: 0.05, count: 25, floor: 10 },
  "absent-person": { share: 0.1, count: 5, floor: 5 },
  "set-aside-person": { share: 0.1, count: 5, floor: 5 },
  "fewer-people": { share: 0.1, count: 10, floor: 10 },
  "emptied-field": { share: 0.1, count: 10, floor: 10 }
};

// models/naming.ts
import { z as z6 } from "zod";
var Renaming = z6.strictObject({
  when: z6.enum(["never", "at-once", "after-days", "after-choice"]).default("after-choice").describe("when the address follows a changed name"),
  days: z6.number().int().min(0).max(365).default(14).describe("with after-days: this many days after the change was seen")
});
var Naming = z6.strictObject({
  userPrincipalName: z6.array(z6.string()).min(1).default(["${callName}.${surname}", "${initials}.${surname}", "${callName}.${surname}${n}"]).describe("templates for the local part of new addresses, tried in order; `${n}` counts from 2"),
  mailNickname: z6.array(z6.string()).min(1).optional().describe("templates for the mail nickname; without it that of the address"),
  mail: z6.array(z6.string()).min(1).optional().describe("templates for the local part of the mail address; without it mail is left to Exchange"),
  domain: z6.string().optional().describe("a template that gives one of `domains`; without it the first"),
  maxLength: z6.number().int().min(4).max(64).default(64).describe("the longest local part"),
  reserved: z6.array(z6.string().min(1)).default([
    "admin",
    "administrator",
    "root",
    "postmaster",
    "abuse",
    "hostmaster",
    "webmaster",
    "security",
    "noreply",
    "no-reply",
    "info",
    "support"
  ]).describe("local parts that nobody gets"),
  rename: Renaming.prefault({}).describe("what happens to an address when somebody's name changes")
});

// models/source.ts
import { z as z7 } from "zod";
var CsvColumn = z7.union([
  z7.string(),
  z7.strictObject({
    column: z7.string().describe("the name of the column"),
    values: z7.record(z7.string(), z7.string()).describe("what the cells mean: from their text to ours")
  }),
  z7.strictObject({
    column: z7.string().describe("the name of the column"),
    is: z7.union([z7.string(), z7.array(z7.string())]).describe("the cells that mean yes; any other means no")
  })
]);
var CsvColumns = z7.strictObject({
  personKey: CsvColumn.describe("the person's own key, the same for ever; required"),
  unitKey: CsvColumn.describe("the key of the unit (department, team); required"),
  startDate: CsvColumn.describe("first day of the employment; required"),
  endDate: CsvColumn.optional().describe("last day in service"),
  lastWorkingDay: CsvColumn.optional().describe("last day of work, where that is earlier"),
  active: CsvColumn.optional().describe("whether the source counts the person as active"),
  callName: CsvColumn.optional().describe("the name somebody is called by"),
  givenName: CsvColumn.optional().describe("given names in full"),
  initials: CsvColumn.optional().describe("initials"),
  birthNamePrefix: CsvColumn.optional().describe("prefix of the birth name, such as van der"),
  birthName: CsvColumn.optional().describe("birth name without prefix"),
  partnerNamePrefix: CsvColumn.optional().describe("prefix of the partner's name"),
  partnerName: CsvColumn.optional().describe("the partner's name without prefix"),
  nameUse: CsvColumn.optional().describe("birth, partner, partner-birth, birth-partner or as-given"),
  mobilePhone: CsvColumn.optional().describe("mobile number for work"),
  workPhone: CsvColumn.optional().describe("fixed number at work"),
  workEmail: CsvColumn.optional().describe("address at work that HR knows; a hint to find an existing account"),
  employmentKey: CsvColumn.optional().describe("the key of the employment"),
  employeeNumber: CsvColumn.optional().describe("number that becomes employeeId"),
  kind: CsvColumn.optional().describe("employee, contingent, external or intern"),
  employerKey: CsvColumn.optional().describe("key of the employer"),
  employerName: CsvColumn.optional().describe("name of the employer"),
  primary: CsvColumn.optional().describe("whether this is the main employment"),
  fte: CsvColumn.optional().describe("part of a full week, 0.8 or 80%"),
  unitName: CsvColumn.optional().describe("name of the unit"),
  functionKey: CsvColumn.optional().describe("key of the function"),
  functionTitle: CsvColumn.optional().describe("name of the function"),
  costCentre: CsvColumn.optional().describe("cost centre"),
  managerPersonKey: CsvColumn.optional().describe("key of the manager"),
  location: CsvColumn.optional().describe("place of work"),
  country: CsvColumn.optional().describe("two letters, NL")
});
var csvWriting = {
  separator: z7.enum([",", ";", "	", "|"]).optional().describe("between cells, where detection should not decide"),
  encoding: z7.enum(["utf-8", "windows-1252"]).optional().describe("of the text, where detection should not decide"),
  dateFormat: z7.enum(["YYYY-MM-DD", "DD-MM-YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "YYYYMMDD", "DD.MM.YYYY"]).optional().describe("how dates are written, where the file alone does not tell"),
  decimal: z7.enum(["point", "comma"]).optional().describe("how numbers are written")
};
var CsvSource = z7.strictObject({
  id: z7.string().min(1).describe("a short name of your own"),
  connector: z7.literal("csv").describe("the kind of source"),
  folder: z7.string().optional().describe("the folder with the native files, from the folder of this policy"),
  file: z7.string().optional().describe("one flat file, with columns"),
  columns: CsvColumns.optional().describe("which column of the flat file holds what"),
  silenceDays: z7.number().int().min(1).optional().describe("a source that has not changed for more days than this is asked about"),
  ...csvWriting
}).superRefine((source, issues) => {
  if (source.folder === void 0 === (source.file === void 0)) {
    issues.addIssue({ code: "custom", message: "give either folder (the native files) or file (one flat file)" });
  }
  if (source.file !== void 0 && source.columns === void 0) {
    issues.addIssue({ code: "custom", message: "a flat file needs columns: which column holds what" });
  }
  if (source.folder !== void 0 && source.columns !== void 0) {
    issues.addIssue({ code: "custom", message: "columns go with file; the files of a folder have fixed columns" });
  }
});
var Source = CsvSource;

// models/policy.ts
var AudienceRole = z8.enum(["it", "hr", "security"]);
var Audience = z8.strictObject({
  group: z8.string().optional().describe("a group of the directory, by name, mail nickname or object id"),
  addresses: z8.array(z8.string()).optional().describe("the addresses of these people")
});
var People = z8.strictObject({
  it: Audience.optional().describe("who sees runs and releases them"),
  hr: Audience.optional().describe("who hears of joiners, and of what has to be mended in HR"),
  security: Audience.optional().describe("who hears of what was stopped"),
  deputies: z8.record(z8.string(), z8.string()).optional().describe("who stands in for whom: address to address")
});
var Approvals = z8.strictObject({
  run: z8.strictObject({
    by: z8.array(AudienceRole).min(1).default(["it"]).describe("whose yes counts: it, hr, security")
  }).prefault({}).describe("who may release a run that is held")
});
var Language = z8.enum(["en", "nl"]);
var Policy = z8.strictObject({
  version: z8.literal(1).describe("the version of this format: 1"),
  language: Language.default("en").describe("of sentences, notes and cards"),
  timeZone: z8.string().default("Europe/Amsterdam").describe("the time zone in which days begin and end, where `zones` does not say otherwise"),
  domains: z8.array(z8.string().min(1)).min(1).describe("verified domains of the tenant; new addresses are in the first (`domain` for one)"),
  sources: z8.array(Source).min(1).describe(
    "where people come from: `{id, connector: csv, folder}` or `{id, connector: csv, file, columns}` (`source` for one)"
  ),
  scope: z8.string().optional().describe("a rule: whom the policy is about; without it everybody"),
  schedule: z8.array(z8.string()).default(["*/15 * * * *"]).describe("cron patterns of runs that nobody asks for"),
  zones: z8.record(z8.string(), z8.string()).default({}).describe("time zones of people by location or country code, as `{Auckland: Pacific/Auckland}`"),
  lifecycle: Lifecycle.prefault({}).describe("when accounts and access come and go"),
  leave: LeavePolicy.prefault({}).describe("what a leave does to access"),
  names: Naming.prefault({}).describe("how names and addresses are made"),
  attributes: z8.partialRecord(AccountAttribute, z8.string().nullable()).default({}).describe("templates per attribute, over the defaults; `null`: not ours"),
  roles: z8.array(Role).default([]).describe("who gets what, by a rule over every employment that holds; several roles add up"),
  groups: z8.array(GroupPolicy).default([]).describe("groups whose members follow from a rule over the attributes of the account"),
  licences: z8.array(LicencePolicy).default([]).describe("how a licence reaches people; what is not named goes directly"),
  apps: z8.array(AppPolicy).default([]).describe("apps whose roles are assigned, where the name alone is not enough"),
  separation: z8.array(Separation).default([]).describe("what nobody may have at once (separation of duties)"),
  approvals: Approvals.prefault({}).describe("whose yes counts"),
  limits: Limits.default({}).describe("how much of one thing may happen within 24 hours, per kind; see below"),
  protect: z8.array(z8.string()).default([]).describe("accounts that are never written, by address or object id"),
  adoption: z8.enum(["by-employee-id", "by-decision"]).default("by-employee-id").describe(
    "how an account that was there before becomes a person's: by the same `employeeId` at once, or when somebody accepts"
  ),
  people: People.default({}).describe("who is who towards the bot")
});
var defaultAttributes = {
  displayName: "${callName} ${surname}",
  givenName: "${callName}",
  surname: "${surname}",
  department: "${unit.name}",
  jobTitle: "${functionTitle}",
  companyName: "${employerName}",
  employeeType: "${kind}",
  employeeId: "${employeeNumber}",
  country: "${country}",
  usageLocation: "${country}"
};

// api/policy/check-basics.ts
import { Cron } from "croner";
import { IANAZone } from "luxon";

// models/texts/nearest-word.ts
function nearestWord(word, words, least2 = 0.4) {
  let best = null;
  let most = least2;
  const pairs2 = pairsOf2(word);
  for (const candidate of words) {
    const score = likeness(pairs2, pairsOf2(candidate));
    if (score >= most) {
      most = score;
      best = candidate;
    }
  }
  return best;
}
__name(nearestWord, "nearestWord");
function likeness(a, b) {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return 2 * shared / Math.max(a.size + b.size, 1);
}
__name(likeness, "likeness");
function pairsOf2(word) {
  const letters = word.toLowerCase();
  return new Set(Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2)));
}
__name(pairsOf2, "pairsOf");

// api/policy/schema-at.ts
import { z as z9 } from "zod";
function keysAt(schema, path) {
  return [...new Set(schemasAt(schema, path).flatMap(keysOf))];
}
__name(keysAt, "keysAt");
function shapesAt(schema, path) {
  return schemasAt(schema, path).map((shape) => {
    if (shape instanceof z9.ZodObject) return `{${Object.keys(shape.shape).join(", ")}}`;
    return shape instanceof z9.ZodArray ? "a list" : "text";
  });
}
__name(shapesAt, "shapesAt");
function schemasAt(schema, path) {
  let here = unwrap(schema);
  for (const key of path) here = here.flatMap((outer) => inside(outer, key)).flatMap(unwrap);
  return here;
}
__name(schemasAt, "schemasAt");
function unwrap(schema) {
  if (schema instanceof z9.ZodUnion) return schema.options.flatMap(unwrap);
  const isWrapper = schema instanceof z9.ZodDefault || schema instanceof z9.ZodPrefault || schema instanceof z9.ZodOptional || schema instanceof z9.ZodNullable;
  return isWrapper ? unwrap(schema.unwrap()) : [schema];
}
__name(unwrap, "unwrap");
function inside(schema, key) {
  if (schema instanceof z9.ZodArray) return [schema.element];
  if (schema instanceof z9.ZodTuple) return [schema.def.items[Number(key)]].filter(isThere);
  if (schema instanceof z9.ZodRecord) return [schema.valueType];
  return schema instanceof z9.ZodObject ? [schema.shape[String(key)]].filter(isThere) : [];
}
__name(inside, "inside");
var isThere = /* @__PURE__ */ __name((schema) => schema !== void 0, "isThere");
function keysOf(schema) {
  if (schema instanceof z9.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z9.ZodRecord && schema.keyType instanceof z9.ZodEnum) return schema.keyType.options.map(String);
  return [];
}
__name(keysOf, "keysOf");

// api/policy/policy-problem.ts
function problemsOf(error, schema) {
  return error.issues.flatMap((issue) => wordIssue(issue, schema));
}
__name(problemsOf, "problemsOf");
function wordIssue(issue, schema) {
  const path = [...issue.path];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => {
        const place2 = path.length === 0 ? "this file" : path.map(String).join(".");
        return { path, key, text: `\u201C${key}\u201D is not a key of ${place2}${didYouMean(key, keysAt(schema, path))}` };
      });
    case "invalid_type":
      return [{ path, text: expected(wordType(issue.expected), issue.input) }];
    case "invalid_value": {
      const words = issue.values.map(String);
      const near = typeof issue.input === "string" ? didYouMean(issue.input, words) : "";
      return [{ path, text: `${expected(oneOf(words), issue.input)}${near}` }];
    }
    case "invalid_union":
      return [{ path, text: expected(oneOf(shapesAt(schema, path)), issue.input) }];
    default:
      return [{ path, text: issue.message }];
  }
}
__name(wordIssue, "wordIssue");
var slip = 0.6;
function didYouMean(word, known2, least2) {
  const near = nearestWord(word, known2, least2);
  return near === null ? "" : `; did you mean ${near}`;
}
__name(didYouMean, "didYouMean");
var oneOf = /* @__PURE__ */ __name((words) => words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`, "oneOf");
var expected = /* @__PURE__ */ __name((what, found) => found === void 0 ? `is missing; expected ${what}` : `expected ${what}, found ${wordValue(found)}`, "expected");
function wordValue(value) {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "keys with values";
  const text = String(value);
  return typeof value === "string" ? `\u201C${text.length > 60 ? `${text.slice(0, 60)}\u2026` : text}\u201D` : text;
}
__name(wordValue, "wordValue");
var types = {
  array: "a list",
  tuple: "a list",
  object: "keys with values",
  record: "keys with values",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false"
};
var wordType = /* @__PURE__ */ __name((name) => types[name] ?? name, "wordType");

// api/policy/check-basics.ts
function checkZones({ timeZone, zones }) {
  const written = [
    [["timeZone"], timeZone],
    ...Object.entries(zones).map(([place2, zone]) => [["zones", place2], zone])
  ];
  return written.filter(([, zone]) => !IANAZone.isValidZone(zone)).map(([path, zone]) => {
    const near = didYouMean(zone, Intl.supportedValuesOf("timeZone"));
    return { path, text: `\u201C${zone}\u201D is not a time zone; expected a name such as Europe/Amsterdam${near}` };
  });
}
__name(checkZones, "checkZones");
function checkSchedule({ schedule }) {
  return schedule.flatMap(
    (pattern, index) => isCron(pattern) ? [] : [{ path: ["schedule", index], text: `\u201C${pattern}\u201D is not a cron pattern such as */15 * * * *` }]
  );
}
__name(checkSchedule, "checkSchedule");
function isCron(pattern) {
  try {
    new Cron(pattern, { paused: true });
    return true;
  } catch {
    return false;
  }
}
__name(isCron, "isCron");
function checkIds(list2, policy2) {
  const seen = /* @__PURE__ */ new Set();
  return policy2[list2].flatMap((entry, index) => {
    const [key, id] = "sku" in entry ? ["sku", entry.sku] : ["id", entry.id];
    const isTwice = seen.has(id.toLowerCase());
    seen.add(id.toLowerCase());
    return isTwice ? [{ path: [list2, index, key], text: `\u201C${id}\u201D is used twice; keep one of the two` }] : [];
  });
}
__name(checkIds, "checkIds");

// api/policy/given-items.ts
function listGiven({ roles, groups: groups3, licences }) {
  const grants = roles.map((role) => role.grant);
  return {
    roles: roles.map((role) => role.id),
    groups: distinct([
      ...grants.flatMap((grant) => grant.groups),
      ...groups3.filter((group) => group.mode === "managed").map((group) => group.id),
      ...licences.flatMap((licence) => licence.group ?? [])
    ]),
    licences: distinct([...grants.flatMap((grant) => grant.licences), ...licences.map((licence) => licence.sku)]),
    apps: [
      ...new Map(grants.flatMap((grant) => grant.apps).map((name) => [wordApp(name).toLowerCase(), name])).values()
    ]
  };
}
__name(listGiven, "listGiven");
var wordApp = /* @__PURE__ */ __name(({ app, role }) => `${app}: ${role}`, "wordApp");
var distinct = /* @__PURE__ */ __name((names) => [
  ...new Map(names.map((name) => [name.toLowerCase(), name])).values()
], "distinct");

// api/policy/check-items.ts
var longestRule = 3072;
function checkSeparation(policy2) {
  const given3 = listGiven(policy2);
  return policy2.separation.flatMap(
    ({ between }, index) => between.flatMap((side, at) => {
      const path = ["separation", index, "between", at];
      if (isEmpty(side)) return [{ path, text: "names nothing; expected roles, groups, licences or apps" }];
      if (at === 1 && JSON.stringify(side) === JSON.stringify(between[0]))
        return [{ path, text: "is the same as the other side, so nobody could have it" }];
      return [...namesNotIn(side.roles, given3.roles, [...path, "roles"]), ...itemsNotIn(side, given3, path)];
    })
  );
}
__name(checkSeparation, "checkSeparation");
function checkKeepInTouch(policy2) {
  return itemsNotIn(policy2.leave.keepInTouch, listGiven(policy2), ["leave", "keepInTouch"]);
}
__name(checkKeepInTouch, "checkKeepInTouch");
var isEmpty = /* @__PURE__ */ __name(({ roles, groups: groups3, licences, apps }) => [roles, groups3, licences, apps].every((list2) => list2.length === 0), "isEmpty");
function itemsNotIn(items, given3, path) {
  return [
    ...namesNotIn(items.groups, given3.groups, [...path, "groups"]),
    ...namesNotIn(items.licences, given3.licences, [...path, "licences"]),
    ...namesNotIn(items.apps.map(wordApp), given3.apps.map(wordApp), [...path, "apps"])
  ];
}
__name(itemsNotIn, "itemsNotIn");
function namesNotIn(names, given3, path) {
  const isRole = path.at(-1) === "roles";
  const same = /* @__PURE__ */ __name((name) => isRole ? name : name.toLowerCase(), "same");
  const known2 = new Set(given3.map(same));
  return names.flatMap((name, index) => {
    if (known2.has(same(name))) return [];
    const what = isRole ? "is no role of this policy" : "is given by nothing in this policy";
    return [{ path: [...path, index], text: `\u201C${name}\u201D ${what}${didYouMean(name, given3, slip)}` }];
  });
}
__name(namesNotIn, "namesNotIn");
function checkGroups({ roles, groups: groups3, licences }) {
  const dynamic = new Set(groups3.filter((group) => group.mode === "dynamic").map((group) => group.id.toLowerCase()));
  const carried = new Map(licences.map((licence) => [licence.group?.toLowerCase(), licence.sku]));
  const refuse = /* @__PURE__ */ __name((name, path) => {
    const sku = carried.get(name.toLowerCase());
    if (sku !== void 0)
      return [{ path, text: `\u201C${name}\u201D carries ${sku} and is managed by that already; grant the licence instead` }];
    if (!dynamic.has(name.toLowerCase())) return [];
    return [{ path, text: `\u201C${name}\u201D is filled by Entra (mode: dynamic), so nobody can be added; use mode: managed` }];
  }, "refuse");
  return [
    ...roles.flatMap(
      ({ grant }, role) => grant.groups.flatMap((name, index) => refuse(name, ["roles", role, "grant", "groups", index]))
    ),
    ...groups3.flatMap(({ id, mode }, index) => mode === "managed" ? refuse(id, ["groups", index, "id"]) : []),
    ...licences.flatMap(
      ({ group }, index) => group !== void 0 && dynamic.has(group.toLowerCase()) ? [
        {
          path: ["licences", index, "group"],
          text: `\u201C${group}\u201D is filled by Entra (mode: dynamic), so nobody can be added`
        }
      ] : []
    ),
    ...groups3.flatMap(
      ({ membershipRule, mode }, index) => mode === "dynamic" && membershipRule.length > longestRule ? [{ path: ["groups", index, "membershipRule"], text: tooLong(membershipRule.length) }] : []
    )
  ];
}
__name(checkGroups, "checkGroups");
var tooLong = /* @__PURE__ */ __name((length) => `has ${length} characters, and Entra takes ${longestRule}; shorten it or use mode: managed`, "tooLong");
function checkApps({ roles, apps }) {
  const ids = apps.map((app) => app.id);
  const known2 = new Set(
    apps.flatMap(({ id, servicePrincipal }) => [id, servicePrincipal ?? id]).map((id) => id.toLowerCase())
  );
  return roles.flatMap(
    ({ grant }, role) => grant.apps.flatMap(({ app }, index) => {
      const near = known2.has(app.toLowerCase()) ? null : nearestWord(app, ids, slip);
      if (near === null) return [];
      const path = ["roles", role, "grant", "apps", index, "app"];
      return [{ path, text: `\u201C${app}\u201D is none of apps; did you mean ${near} (if not, add it to apps)` }];
    })
  );
}
__name(checkApps, "checkApps");

// api/policy/check-names.ts
function checkDomains({ domains }) {
  const label = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
  return domains.flatMap(
    (domain, index) => new RegExp(`^${label}(?:\\.${label})+$`, "i").test(domain) ? [] : [{ path: ["domains", index], text: `\u201C${domain}\u201D is not a domain; expected a name such as voorbeeld.nl` }]
  );
}
__name(checkDomains, "checkDomains");
function checkNames({ names }) {
  const lists2 = ["userPrincipalName", "mailNickname", "mail"];
  return lists2.flatMap(
    (list2) => (names[list2] ?? []).flatMap(
      (text, index) => text.includes("@") ? [{ path: ["names", list2, index], text: "has an @; the domain comes from domains by itself" }] : []
    )
  );
}
__name(checkNames, "checkNames");
function checkNameDomain({ names, domains }) {
  const { domain } = names;
  if (domain === void 0 || domain.includes("${")) return [];
  if (domains.some((known2) => known2.toLowerCase() === domain.toLowerCase())) return [];
  return [{ path: ["names", "domain"], text: `\u201C${domain}\u201D is none of domains; expected ${domains.join(" or ")}` }];
}
__name(checkNameDomain, "checkNameDomain");

// api/policy/check-people.ts
var isAddress = /* @__PURE__ */ __name((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), "isAddress");
var audiences = ["it", "hr", "security"];
function checkPeople({ people: people2 }) {
  return [...audiences.flatMap((part) => checkAudience(part, people2[part])), ...checkDeputies(people2.deputies ?? {})];
}
__name(checkPeople, "checkPeople");
function checkAudience(part, audience) {
  if (audience === void 0) return [];
  const { group, addresses } = audience;
  if (group === void 0 && addresses === void 0)
    return [{ path: ["people", part], text: "names nobody; expected group or addresses" }];
  return (addresses ?? []).flatMap(
    (address, index) => isAddress(address) ? [] : [{ path: ["people", part, "addresses", index], text: notAnAddress(address) }]
  );
}
__name(checkAudience, "checkAudience");
function checkDeputies(deputies) {
  const path = ["people", "deputies"];
  return Object.entries(deputies).flatMap(([absent, deputy]) => {
    const problems = [];
    if (!isAddress(absent)) problems.push({ path, key: absent, text: notAnAddress(absent) });
    if (!isAddress(deputy)) problems.push({ path: [...path, absent], text: notAnAddress(deputy) });
    if (absent.toLowerCase() === deputy.toLowerCase())
      problems.push({ path: [...path, absent], text: "stands in for themselves; name somebody else" });
    return problems;
  });
}
__name(checkDeputies, "checkDeputies");
function checkApprovals({ approvals: approvals2, people: people2 }) {
  return approvals2.run.by.flatMap(
    (part, index) => people2[part] === void 0 ? [
      {
        path: ["approvals", "run", "by", index],
        text: `${part} is nobody: people does not say who; add people.${part}`
      }
    ] : []
  );
}
__name(checkApprovals, "checkApprovals");
var notAnAddress = /* @__PURE__ */ __name((text) => `\u201C${text}\u201D is not an address; expected one such as sanne.jansen@voorbeeld.nl`, "notAnAddress");

// api/policy/check-meaning.ts
var given2 = ["roles", "groups", "licences"];
var checks = [
  { rests: [], find: checkZones },
  { rests: ["schedule"], find: checkSchedule },
  { rests: ["domains"], find: checkDomains },
  { rests: ["names"], find: checkNames },
  { rests: ["names", "domains"], find: checkNameDomain },
  ...["sources", "roles", "groups", "licences", "apps", "separation"].map(
    (list2) => ({ rests: [list2], find: /* @__PURE__ */ __name((policy2) => checkIds(list2, policy2), "find") })
  ),
  { rests: [...given2], find: checkGroups },
  { rests: [...given2, "separation"], find: checkSeparation },
  { rests: [...given2, "leave"], find: checkKeepInTouch },
  { rests: ["roles", "apps"], find: checkApps },
  { rests: ["people"], find: checkPeople }
];
function checkMeaning(policy2, { unreadable, says }) {
  const all = says("approvals") ? [...checks, approvals] : checks;
  return all.filter(({ rests }) => !rests.some((key) => unreadable.has(key))).flatMap((check) => check.find(policy2)).filter(({ path }) => !unreadable.has(path[0] ?? ""));
}
__name(checkMeaning, "checkMeaning");
var approvals = { rests: ["approvals", "people"], find: checkApprovals };

// api/engine/membership-rule/fold-text.ts
function foldText(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[^İ]+/g, (part) => part.toLowerCase());
}
__name(foldText, "foldText");

// api/engine/membership-rule/compile-node.ts
function compileNode(node) {
  switch (node.kind) {
    case "and":
      return compileSeries(node.nodes.map(compileNode), false);
    case "or":
      return compileSeries(node.nodes.map(compileNode), true);
    case "not": {
      const inner = compileNode(node.node);
      return (facts) => !inner(facts);
    }
    case "compare":
      return compileCompare(node.fact, compileComparison(node.comparison));
    case "date":
      return compileDate(node);
    case "reports": {
      const holds = compileComparison({ operator: "eq", value: node.managerId });
      return (facts) => holds(facts.managerId);
    }
    default:
      return compileItems(node);
  }
}
__name(compileNode, "compileNode");
function compileSeries(tests, settles) {
  return (facts) => {
    for (const test of tests) if (test(facts) === settles) return settles;
    return !settles;
  };
}
__name(compileSeries, "compileSeries");
function compileCompare(fact, holds) {
  if (fact === "_") return holds;
  return (facts) => holds(facts[fact]);
}
__name(compileCompare, "compileCompare");
function compileItems({ kind, fact, node }) {
  const inner = compileNode(node);
  const settles = kind === "any";
  return (facts) => {
    const items = facts[fact];
    if (Array.isArray(items)) {
      for (const item of items) if (inner(item) === settles) return settles;
    }
    return !settles;
  };
}
__name(compileItems, "compileItems");
function compileComparison(comparison) {
  if (isEquality(comparison)) return compileEquality(comparison.value, comparison.operator === "eq");
  const holds = compileFolded(comparison);
  const negative = comparison.operator.startsWith("not");
  return (value) => (typeof value === "string" && holds(foldText(value))) !== negative;
}
__name(compileComparison, "compileComparison");
var isEquality = /* @__PURE__ */ __name((comparison) => comparison.operator === "eq" || comparison.operator === "ne", "isEquality");
function compileEquality(wanted, answer) {
  if (typeof wanted !== "string") return (value) => (value ?? null) === wanted === answer;
  const { length } = wanted;
  return (value) => (value === wanted || typeof value === "string" && value.length === length && foldText(value) === wanted) === answer;
}
__name(compileEquality, "compileEquality");
function compileFolded(comparison) {
  switch (comparison.operator) {
    case "startswith":
    case "notstartswith":
      return (folded) => folded.startsWith(comparison.value);
    case "endswith":
    case "notendswith":
      return (folded) => folded.endsWith(comparison.value);
    case "contains":
    case "notcontains":
      return (folded) => folded.includes(comparison.value);
    case "match":
    case "notmatch":
      return (folded) => comparison.value.test(folded);
    default:
      return (folded) => comparison.value.has(folded);
  }
}
__name(compileFolded, "compileFolded");
function compileDate(node) {
  return (facts) => {
    const at = instantOf(facts[node.fact]);
    if (at === null) return node.operator === "ne";
    const wanted = node.fromNow ? nowOf(facts) + node.value : node.value;
    switch (node.operator) {
      case "le":
        return at <= wanted;
      case "ge":
        return at >= wanted;
      case "eq":
        return at === wanted;
      default:
        return at !== wanted;
    }
  };
}
__name(compileDate, "compileDate");
function nowOf(facts) {
  if (typeof facts.now === "number") return facts.now;
  throw new TypeError("a rule with system.now needs the fact now, in epoch milliseconds");
}
__name(nowOf, "nowOf");
function instantOf(value) {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return null;
  const at = Date.parse(value.length > 10 && !/[Z+]|-\d\d:?\d\d$/i.test(value) ? `${value}Z` : value);
  return Number.isNaN(at) ? null : at;
}
__name(instantOf, "instantOf");

// api/engine/membership-rule/read-tokens.ts
var RuleError = class extends Error {
  static {
    __name(this, "RuleError");
  }
  at;
  advice;
  constructor(message, at, advice = null) {
    super(message);
    this.name = "RuleError";
    this.at = at;
    this.advice = advice;
  }
};
var operators = [
  ...["eq", "ne", "startsWith", "notStartsWith", "endsWith", "notEndsWith", "contains", "notContains"],
  ...["match", "notMatch", "in", "notIn", "le", "ge", "any", "all", "not", "and", "or", "plus", "minus"]
];
var operatorNames = new Map(
  operators.map((name) => [name.toLowerCase(), `-${name}`])
);
var foreign = /* @__PURE__ */ new Map([
  ["=", "-eq"],
  ["!", "-ne or -not"],
  ["<", "-le"],
  [">", "-ge"],
  ["&", "-and"],
  ["|", "-or"]
]);
var longest2 = 3072;
function readTokens(rule) {
  if (rule.length > longest2) {
    throw new RuleError(`a rule has at most 3,072 characters, this one has ${rule.length}`, longest2);
  }
  const tokens = [];
  let at = rule.length - rule.trimStart().length;
  while (at < rule.length) {
    const token = readToken(rule.slice(at), at);
    tokens.push(token);
    at = token.end + rule.slice(token.end).length - rule.slice(token.end).trimStart().length;
  }
  tokens.push({ kind: "end", at: rule.length, end: rule.length });
  return tokens;
}
__name(readTokens, "readTokens");
var wordPattern = /^(?:[A-Za-z_$][\w.]*|\d+(?:[\w.:]|[+-](?=\d))*)/;
function readToken(rest, at) {
  const first2 = rest.charAt(0);
  if (first2 === "(" || first2 === ")" || first2 === "[" || first2 === "]" || first2 === ",") {
    return { kind: "mark", value: first2, at, end: at + 1 };
  }
  if (/^`?["']/.test(rest)) return readText(rest, at);
  const operator = /^[-–][A-Za-z]+/.exec(rest)?.[0];
  if (operator !== void 0) {
    return { kind: "operator", value: operator.slice(1).toLowerCase(), at, end: at + operator.length };
  }
  const word = wordPattern.exec(rest)?.[0];
  if (word !== void 0) return readWord(word, at);
  if (first2 === "\u201C" || first2 === "\u201D" || first2 === "\u2018" || first2 === "\u2019") {
    throw new RuleError(`text stands in straight double quotes, not ${first2}`, at);
  }
  const meant = foreign.get(first2);
  throw new RuleError(`${first2} cannot stand here${meant === void 0 ? "" : `; did you mean ${meant}`}`, at);
}
__name(readToken, "readToken");
function readWord(word, at) {
  const lower = word.toLowerCase();
  const end = at + word.length;
  return operatorNames.has(lower) ? { kind: "operator", value: lower, at, end } : { kind: "word", value: word, at, end };
}
__name(readWord, "readWord");
function readText(rest, at) {
  const isBare = rest.startsWith('`"');
  const quote2 = isBare ? '`"' : rest.charAt(0);
  let value = "";
  let next = quote2.length;
  while (next < rest.length) {
    const here = rest.slice(next, next + 2);
    if (quote2 === "'" ? here.startsWith("'") && here !== "''" : here.startsWith(quote2)) {
      const text = isBare ? `"${value}"` : value;
      return { kind: "text", value: text, at, end: at + next + quote2.length };
    }
    const piece = readPiece(here, at + next);
    value += piece.value;
    next += piece.length;
  }
  const name = quote2 === "'" ? "single" : "double";
  throw new RuleError(`this text has no closing ${name} quote`, at);
}
__name(readText, "readText");
function readPiece(here, at) {
  const first2 = here.charAt(0);
  if (here === "''") return { value: "'", length: 2 };
  if (here === '`"' || here === "``") return { value: here.charAt(1), length: 2 };
  if (first2 === "'") throw new RuleError("a single quote inside text is written twice: ''", at);
  if (first2 === '"') throw new RuleError('a double quote inside text is written with a backtick before it: `"', at);
  if (first2 === "`") throw new RuleError("a backtick stands before a double quote or a backtick only", at);
  return { value: first2, length: 1 };
}
__name(readPiece, "readPiece");

// api/engine/membership-rule/print-rule.ts
function printRule(node) {
  switch (node.kind) {
    case "and":
    case "or":
      return node.nodes.map(printInside).join(` -${node.kind} `);
    case "not":
      return `-not ${printInside(node.node)}`;
    default:
      return printLeaf(node);
  }
}
__name(printRule, "printRule");
function printInside(node) {
  return node.kind === "and" || node.kind === "or" || node.kind === "not" ? `(${printRule(node)})` : printRule(node);
}
__name(printInside, "printInside");
function printLeaf(leaf) {
  switch (leaf.kind) {
    case "reports":
      return `Direct Reports for "${leaf.managerId}"`;
    case "any":
    case "all":
      return `user.${leaf.name} -${leaf.kind} (${printRule(leaf.node)})`;
    case "date":
      return `user.${leaf.name} -${leaf.operator} ${printMoment(leaf.value, leaf.fromNow)}`;
    default: {
      const isItem = leaf.name === "_" || leaf.name.startsWith("assignedPlan.");
      return `${isItem ? "" : "user."}${leaf.name} ${printComparison(leaf.comparison)}`;
    }
  }
}
__name(printLeaf, "printLeaf");
function printMoment(value, fromNow) {
  if (!fromNow) return new Date(value).toISOString();
  if (value === 0) return "system.now";
  const seconds = Math.abs(value) / 1e3;
  return `system.now ${value < 0 ? "-minus" : "-plus"} p${Math.floor(seconds / 86400)}dt${seconds % 86400}s`;
}
__name(printMoment, "printMoment");
function printComparison(comparison) {
  const { operator, value } = comparison;
  return `${operatorNames.get(operator)} ${printValue(value)}`;
}
__name(printComparison, "printComparison");
function printValue(value) {
  if (typeof value === "string") return printText(value);
  if (value instanceof Set) return `[${[...value].map(printText).join(", ")}]`;
  return typeof value === "object" && value !== null ? printText(value.source) : String(value);
}
__name(printValue, "printValue");
var printText = /* @__PURE__ */ __name((text) => `"${text.replace(/[`"]/g, "`$&").replaceAll("'", "''")}"`, "printText");

// api/engine/membership-rule/create-text-questions.ts
function createTextQuestions(compares) {
  const [beginnings, endings] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
  const others = /* @__PURE__ */ new Map();
  for (const compare3 of compares) {
    const { comparison } = compare3;
    if (isEquality(comparison) || comparison.operator === "in" || comparison.operator === "notin") continue;
    if (comparison.operator === "startswith" || comparison.operator === "notstartswith") {
      number(beginnings, comparison.value);
    } else if (comparison.operator === "endswith" || comparison.operator === "notendswith") {
      number(endings, comparison.value);
    } else {
      const holds = compileFolded(comparison);
      others.set(printRule(compare3), (folded) => holds(folded) ? 1 : 0);
    }
  }
  return [
    ...[...beginnings].map(
      ([length, numbers]) => (folded) => numbers.get(folded.slice(0, length)) ?? 0
    ),
    ...[...endings].map(
      ([length, numbers]) => (folded) => (
        // Shorter text gives itself, which has another length and so no number.
        numbers.get(folded.slice(Math.max(folded.length - length, 0))) ?? 0
      )
    ),
    ...others.values()
  ];
}
__name(createTextQuestions, "createTextQuestions");
function number(byLength, value) {
  const numbers = byLength.get(value.length) ?? /* @__PURE__ */ new Map();
  byLength.set(value.length, numbers);
  if (!numbers.has(value)) numbers.set(value, numbers.size + 1);
}
__name(number, "number");

// api/engine/membership-rule/trail.ts
var createTrail = /* @__PURE__ */ __name(() => ({ number: -1, only: null, others: null, found: null }), "createTrail");
function followTrail(trail, number2) {
  if (trail.number === number2 && trail.only !== null) return trail.only;
  const known2 = trail.others?.get(number2);
  if (known2 !== void 0) return known2;
  const fresh = createTrail();
  if (trail.only === null) {
    trail.number = number2;
    trail.only = fresh;
  } else {
    trail.others ??= /* @__PURE__ */ new Map();
    trail.others.set(number2, fresh);
  }
  return fresh;
}
__name(followTrail, "followTrail");

// api/engine/membership-rule/classify-facts.ts
function subjectOf(leaf) {
  return asCompare(leaf)?.fact ?? printRule(leaf);
}
__name(subjectOf, "subjectOf");
function createClassifiers(leaves) {
  const bySubject = /* @__PURE__ */ new Map();
  for (const leaf of leaves) {
    const subject = subjectOf(leaf);
    const known2 = bySubject.get(subject);
    if (known2 === void 0) bySubject.set(subject, [leaf]);
    else known2.push(leaf);
  }
  return new Map([...bySubject].map(([subject, alike2]) => [subject, createClassifier(alike2)]));
}
__name(createClassifiers, "createClassifiers");
function createClassifier(alike2) {
  const compares = alike2.flatMap((leaf) => asCompare(leaf) ?? []);
  const [first2] = compares;
  if (first2 !== void 0) return createFactClassifier(first2.fact, compares);
  const test = compileNode(alike2[0]);
  return (facts) => test(facts) ? 1 : 0;
}
__name(createClassifier, "createClassifier");
function asCompare(leaf) {
  if (leaf.kind === "compare") return leaf;
  if (leaf.kind !== "reports") return null;
  const { at, end, managerId: value } = leaf;
  return { kind: "compare", name: "manager", fact: "managerId", comparison: { operator: "eq", value }, at, end };
}
__name(asCompare, "asCompare");
var mostValues = 4e3;
function createFactClassifier(fact, compares) {
  const classOf = createValueClassifier(compares);
  let known2 = /* @__PURE__ */ new Map();
  return (facts) => {
    const value = facts[fact];
    if (known2 === null) return classOf(value);
    const before = known2.get(value);
    if (before !== void 0) return before;
    const found = classOf(value);
    known2.set(value, found);
    if (known2.size >= mostValues) known2 = null;
    return found;
  };
}
__name(createFactClassifier, "createFactClassifier");
function createValueClassifier(compares) {
  const named = new Map(compares.flatMap(namedValues).map((value) => [value, createTrail()]));
  const [missing2, unnamed] = [createTrail(), createTrail()];
  const questions = createTextQuestions(compares);
  let classes2 = 0;
  return (value) => {
    const key = typeof value === "string" ? foldText(value) : value ?? null;
    let trail = key === null ? missing2 : named.get(key) ?? unnamed;
    if (typeof key === "string") for (const question of questions) trail = followTrail(trail, question(key));
    trail.found ??= classes2++;
    return trail.found;
  };
}
__name(createValueClassifier, "createValueClassifier");
function namedValues({ comparison }) {
  switch (comparison.operator) {
    case "eq":
    case "ne":
      return [comparison.value];
    case "in":
    case "notin":
      return [...comparison.value];
    default:
      return [];
  }
}
__name(namedValues, "namedValues");

// api/engine/membership-rule/necessary-equalities.ts
function necessaryEqualities(node) {
  switch (node.kind) {
    case "and":
      return node.nodes.flatMap(necessaryEqualities);
    case "or":
      return joinAlternatives(node.nodes.map(necessaryEqualities));
    case "not":
      return [];
    default:
      return equalityOf(node);
  }
}
__name(necessaryEqualities, "necessaryEqualities");
function equalityOf(leaf) {
  if (leaf.kind === "reports") return [{ fact: "managerId", values: [leaf.managerId] }];
  if (leaf.kind !== "compare") return [];
  const { operator, value } = leaf.comparison;
  if (operator === "in") return [{ fact: leaf.fact, values: [...value] }];
  return operator === "eq" && typeof value === "string" ? [{ fact: leaf.fact, values: [value] }] : [];
}
__name(equalityOf, "equalityOf");
function joinAlternatives(parts) {
  const facts = new Set(parts.flatMap((part) => part.map(({ fact }) => fact)));
  return [...facts].flatMap((fact) => {
    const ties = parts.flatMap((part) => part.find((other) => other.fact === fact) ?? []);
    return ties.length < parts.length ? [] : [{ fact, values: [...new Set(ties.flatMap(({ values }) => values))] }];
  });
}
__name(joinAlternatives, "joinAlternatives");

// api/engine/membership-rule/find-candidates.ts
function createCandidateFinder(rules) {
  const necessary = new Map(rules.map((placed) => [placed, necessaryEqualities(placed.rule.node)]));
  const values = countValues([...necessary.values()].flat());
  const shelves = /* @__PURE__ */ new Map();
  const always = [];
  for (const [placed, equalities] of necessary) {
    const best = mostSelective(equalities, values);
    if (best === null) always.push(placed);
    else shelve(shelves, placed, best);
  }
  const all = [...shelves.values()];
  return (facts, into) => {
    ask2(always, facts, into);
    for (const { fact, byValue } of all) {
      const value = facts[fact];
      if (typeof value === "string") ask2(byValue.get(foldText(value)), facts, into);
    }
  };
}
__name(createCandidateFinder, "createCandidateFinder");
function ask2(rules, facts, into) {
  if (rules === void 0) return;
  for (const { rule, place: place2 } of rules) if (rule.matches(facts)) into.push(place2);
}
__name(ask2, "ask");
function countValues(equalities) {
  const values = /* @__PURE__ */ new Map();
  for (const { fact, values: some } of equalities) {
    const known2 = values.get(fact) ?? /* @__PURE__ */ new Set();
    for (const value of some) known2.add(value);
    values.set(fact, known2);
  }
  return new Map([...values].map(([fact, known2]) => [fact, known2.size]));
}
__name(countValues, "countValues");
function mostSelective(equalities, counts) {
  const share = /* @__PURE__ */ __name(({ fact, values }) => values.length / counts.get(fact), "share");
  const [best = null] = [...equalities].sort((a, b) => share(a) - share(b));
  return best;
}
__name(mostSelective, "mostSelective");
function shelve(shelves, placed, { fact, values }) {
  const shelf = shelves.get(fact) ?? { fact, byValue: /* @__PURE__ */ new Map() };
  shelves.set(fact, shelf);
  for (const value of values) shelf.byValue.set(value, [...shelf.byValue.get(value) ?? [], placed]);
}
__name(shelve, "shelve");

// api/engine/membership-rule/place-list.ts
function joinPlaces(lists2) {
  const some = lists2.filter((list2) => list2.places.length > 0);
  const [only2] = some;
  if (only2 !== void 0 && some.length === 1) return only2.places;
  return some.flatMap(({ places }) => places).sort((a, b) => a - b);
}
__name(joinPlaces, "joinPlaces");

// api/engine/membership-rule/remember-by-class.ts
var mostAnswers = 5e4;
function rememberByClass(ask3, subjects) {
  let root = createTrail();
  let [hits, misses] = [0, 0];
  return (classes2, facts) => {
    if (root === null) return ask3(classes2, facts);
    let trail = root;
    for (const subject of subjects) trail = followTrail(trail, classes2[subject]);
    if (trail.found !== null) {
      hits += 1;
      return trail.found;
    }
    trail.found = ask3(classes2, facts);
    misses += 1;
    if (misses < mostAnswers) return trail.found;
    root = hits < misses ? null : createTrail();
    [hits, misses] = [0, 0];
    return trail.found;
  };
}
__name(rememberByClass, "rememberByClass");

// api/engine/membership-rule/rule-node.ts
function leavesOf(node) {
  if ("nodes" in node) return node.nodes.flatMap(leavesOf);
  return node.kind === "not" ? leavesOf(node.node) : [node];
}
__name(leavesOf, "leavesOf");

// api/engine/membership-rule/create-rule-part.ts
var mostLists = 1e5;
function createRulePart(rules) {
  const classifiers = createClassifiers(rules.flatMap(({ rule }) => leavesOf(rule.node)));
  const classify = [...classifiers.values()];
  const classes2 = classify.map(() => 0);
  const ask3 = rememberByClass(
    joinBundles(bundleRules(rules, [...classifiers.keys()])),
    classify.map((_, subject) => subject)
  );
  return {
    listOf: /* @__PURE__ */ __name((facts) => {
      let subject = 0;
      for (const classifier of classify) classes2[subject++] = classifier(facts);
      return ask3(classes2, facts);
    }, "listOf")
  };
}
__name(createRulePart, "createRulePart");
function bundleRules(rules, subjects) {
  const bundles = /* @__PURE__ */ new Map();
  for (const placed of rules) {
    const own = new Set(leavesOf(placed.rule.node).map((leaf) => subjects.indexOf(subjectOf(leaf))));
    const numbers = [...own].sort((a, b) => a - b);
    const bundle = bundles.get(numbers.join()) ?? { subjects: numbers, rules: [] };
    bundles.set(numbers.join(), bundle);
    bundle.rules.push(placed);
  }
  return [...bundles.values()].map((bundle) => rememberByClass(createPlaceFinder(bundle.rules), bundle.subjects));
}
__name(bundleRules, "bundleRules");
function createPlaceFinder(rules) {
  const findCandidates = createCandidateFinder(rules);
  const places = [];
  const root = createTrail();
  let lists2 = 0;
  return (_classes, facts) => {
    places.length = 0;
    findCandidates(facts, places);
    places.sort((a, b) => a - b);
    let trail = root;
    for (const place2 of places) trail = followTrail(trail, place2);
    trail.found ??= { id: lists2++, places: [...places] };
    return trail.found;
  };
}
__name(createPlaceFinder, "createPlaceFinder");
function joinBundles(bundles) {
  const lists2 = [];
  let root = createTrail();
  let made = 0;
  return (classes2, facts) => {
    lists2.length = 0;
    let trail = root;
    for (const ask3 of bundles) {
      const list2 = ask3(classes2, facts);
      lists2.push(list2);
      trail = followTrail(trail, list2.id);
    }
    if (trail.found !== null) return trail.found;
    const found = { id: made++, places: joinPlaces(lists2) };
    trail.found = found;
    if (made % mostLists === 0) root = createTrail();
    return found;
  };
}
__name(joinBundles, "joinBundles");

// api/engine/membership-rule/index-rules.ts
var mostAnswers2 = 1e5;
function indexRules(entries) {
  const placed = entries.map(({ rule }, place2) => ({ rule, place: place2 }));
  const parts = splitByFacts(placed).map(createRulePart);
  const values = entries.map(({ value }) => value);
  const lists2 = [];
  let root = createTrail();
  let answers = 0;
  return {
    matching: /* @__PURE__ */ __name((facts) => {
      let trail = root;
      for (const [at, part] of parts.entries()) {
        const list2 = part.listOf(facts);
        lists2[at] = list2;
        trail = followTrail(trail, list2.id);
      }
      if (trail.found !== null) return trail.found;
      const found = joinPlaces(lists2).map((place2) => values[place2]);
      trail.found = found;
      answers += 1;
      if (answers >= mostAnswers2) {
        root = createTrail();
        answers = 0;
      }
      return found;
    }, "matching")
  };
}
__name(indexRules, "indexRules");
function splitByFacts(rules) {
  const leaders = /* @__PURE__ */ new Map();
  const leaderOf = /* @__PURE__ */ __name((fact) => {
    const above = leaders.get(fact);
    return above === void 0 ? fact : leaderOf(above);
  }, "leaderOf");
  const partOf = /* @__PURE__ */ __name(({ rule }) => leaderOf(rule.facts[0]), "partOf");
  for (const placed of rules) {
    const leader = partOf(placed);
    for (const fact of placed.rule.facts) {
      const other = leaderOf(fact);
      if (fact !== "now" && other !== leader) leaders.set(other, leader);
    }
  }
  const parts = /* @__PURE__ */ new Map();
  for (const placed of rules) {
    const part = parts.get(partOf(placed));
    if (part === void 0) parts.set(partOf(placed), [placed]);
    else part.push(placed);
  }
  return [...parts.values()];
}
__name(splitByFacts, "splitByFacts");

// api/engine/access/evaluate-rules.ts
var mostWithoutIndex = 16;
function createRuleSet(entries) {
  const names = [...new Set(entries.flatMap((entry) => entry.rule.facts))];
  const index = lazily(() => indexRules(entries.map((value) => ({ rule: value.rule, value }))));
  let asked = 0;
  const timed = entries.filter((entry) => entry.rule.usesNow);
  return {
    names,
    matching: /* @__PURE__ */ __name((facts) => {
      asked += 1;
      return asked > mostWithoutIndex ? index().matching(facts) : entries.filter(({ rule }) => rule.matches(facts));
    }, "matching"),
    nextChange: /* @__PURE__ */ __name((facts) => timed.reduce((next, { rule }) => earlier(next, rule.nextChange(facts)), null), "nextChange")
  };
}
__name(createRuleSet, "createRuleSet");

// api/engine/membership-rule/find-next-change.ts
function findNextChange(node, matches, facts) {
  const now = nowOf(facts);
  const answer = matches(facts);
  const turns = leavesOf(node).flatMap((leaf) => {
    if (leaf.kind !== "date" || !leaf.fromNow) return [];
    const at = instantOf(facts[leaf.fact]);
    return at === null ? [] : [at - leaf.value, at - leaf.value + 1];
  });
  const later2 = turns.filter((turn) => turn > now).sort((a, b) => a - b);
  return later2.find((turn) => matches({ ...facts, now: turn }) !== answer) ?? null;
}
__name(findNextChange, "findNextChange");

// api/engine/membership-rule/token-reader.ts
function createTokenReader(tokens) {
  let next = 0;
  const peek = /* @__PURE__ */ __name((ahead = 0) => tokens[Math.min(next + ahead, tokens.length - 1)], "peek");
  const take = /* @__PURE__ */ __name(() => {
    const token = peek();
    next += 1;
    return token;
  }, "take");
  const takeIf = /* @__PURE__ */ __name((holds) => {
    if (holds) next += 1;
    return holds;
  }, "takeIf");
  return {
    peek,
    take,
    takeOperator: /* @__PURE__ */ __name((name) => takeIf(isOperator(peek(), name)), "takeOperator"),
    takeMark: /* @__PURE__ */ __name((mark) => takeIf(isMark(peek(), mark)), "takeMark"),
    expectMark: /* @__PURE__ */ __name((mark) => {
      if (!takeIf(isMark(peek(), mark))) throw new RuleError(`expected ${mark}, not ${showToken(peek())}`, peek().at);
    }, "expectMark"),
    lastEnd: /* @__PURE__ */ __name(() => tokens[next - 1].end, "lastEnd")
  };
}
__name(createTokenReader, "createTokenReader");
var isOperator = /* @__PURE__ */ __name((token, name) => token.kind === "operator" && token.value === name, "isOperator");
var isMark = /* @__PURE__ */ __name((token, mark) => token.kind === "mark" && token.value === mark, "isMark");
function showToken(token) {
  switch (token.kind) {
    case "end":
      return "the end of the rule";
    case "operator":
      return operatorNames.get(token.value) ?? `-${token.value}`;
    case "text":
      return `"${token.value}"`;
    default:
      return token.value;
  }
}
__name(showToken, "showToken");

// api/engine/membership-rule/advise-on-member-of.ts
function adviseOnMemberOf(reader) {
  const ids = groupIds(reader);
  const groups3 = ids.length === 0 ? ["<group 1>", "<group 2>"] : ids;
  const rules = groups3.map((group) => `(<rule of ${group}>)`).join(" -or ");
  return [
    `Say in instroom.yaml who is in ${groups3.join(" or ")}, and name this group beside ${groups3.length === 1 ? "it" : "them"}.`,
    "Where roles give the members, in each role that grants one of them:",
    "  roles:",
    "    - id: <role>",
    "      when: <its rule, unchanged>",
    `      grant: { groups: [${[...groups3, "<this group>"].join(", ")}] }`,
    "Where the groups have rules of their own, one rule that joins them:",
    "  groups:",
    "    - id: <this group>",
    `      membershipRule: ${rules}`
  ].join("\n");
}
__name(adviseOnMemberOf, "adviseOnMemberOf");
function groupIds(reader) {
  const ids = [];
  for (let ahead = 0; reader.peek(ahead).kind !== "end" && !isMark(reader.peek(ahead), ")"); ahead += 1) {
    const token = reader.peek(ahead);
    if (token.kind === "text") ids.push(token.value);
  }
  return ids;
}
__name(groupIds, "groupIds");

// api/engine/membership-rule/find-attribute.ts
var expected2 = {
  user: "an attribute such as user.department",
  text: "_, which stands for each value of the list",
  plan: "assignedPlan.servicePlanId, assignedPlan.service or assignedPlan.capabilityStatus"
};
var unknownToEntra = /* @__PURE__ */ new Map([
  ["costcenter", "write it to an extension attribute and use that"],
  ["division", "write it to an extension attribute and use that"],
  ["manager", 'the rule for one manager is: Direct Reports for "<object id of the manager>"'],
  ["managerid", 'the rule for one manager is: Direct Reports for "<object id of the manager>"']
]);
function findAttribute(reader, scope) {
  const token = reader.take();
  if (token.kind !== "word") throw new RuleError(`expected ${expected2[scope]}, not ${showToken(token)}`, token.at);
  const lower = token.value.toLowerCase();
  if (scope === "user") return findUserAttribute(lower, token, reader);
  if (scope === "text" && lower === "_") return { name: "_", fact: "_", type: "text" };
  const part = lower.startsWith("assignedplan.") ? planAttributes.get(lower.slice("assignedplan.".length)) : void 0;
  if (scope === "plan" && part !== void 0) return { ...part, name: `assignedPlan.${part.name}` };
  throw new RuleError(`expected ${expected2[scope]}, not ${token.value}`, token.at);
}
__name(findAttribute, "findAttribute");
function findUserAttribute(lower, token, reader) {
  const { value: name, at } = token;
  if (lower.startsWith("device.")) throw new RuleError("rules about devices cannot be evaluated for people", at);
  const bare = lower.replace(/^user\./, "");
  if (bare === "memberof") throw refuseMemberOf(at, reader);
  if (bare === "extensionattribute15") {
    throw new RuleError("extensionAttribute15 holds the mark of Instroom, so a rule cannot rest on it", at);
  }
  if (lower === "_" || lower.startsWith("assignedplan.")) {
    throw new RuleError(`${name} stands inside -any (\u2026) or -all (\u2026) only`, at);
  }
  if (lower.startsWith("user.")) {
    const attribute = ruleAttributes.get(bare) ?? findExtension(name.slice("user.".length), at);
    if (attribute !== void 0) return attribute;
  }
  const instead = unknownToEntra.get(bare);
  if (instead !== void 0) throw new RuleError(`Entra's rules do not know ${name}; ${instead}`, at);
  const near = ruleNamesOfFacts.get(bare) ?? nearestWord(bare, ruleAttributeNames);
  throw new RuleError(`${name} is not an attribute of a user${near === null ? "" : `; did you mean user.${near}`}`, at);
}
__name(findUserAttribute, "findUserAttribute");
function refuseMemberOf(at, reader) {
  const reason = "memberOf rules are not evaluated: who is in those groups is what Instroom works out itself, in the same run";
  return new RuleError(reason, at, adviseOnMemberOf(reader));
}
__name(refuseMemberOf, "refuseMemberOf");
function findExtension(name, at) {
  if (!/^extension_/i.test(name)) return void 0;
  if (/^extension_[0-9a-f]{32}_\w+$/i.test(name)) return { name, fact: name, type: "text" };
  throw new RuleError(
    `${name} is not the name of a custom extension property: expected extension_, 32 hexadecimal digits (the application's id without hyphens), _ and a name`,
    at
  );
}
__name(findExtension, "findExtension");

// api/engine/membership-rule/read-moment.ts
import { DateTime as DateTime3 } from "luxon";
function readMoment(reader) {
  if (reader.takeMark("(")) {
    const moment = readMoment(reader);
    reader.expectMark(")");
    return moment;
  }
  const token = reader.take();
  if (token.kind === "word" && token.value.toLowerCase() === "system.now") return readOffset(reader);
  const value = token.kind === "word" || token.kind === "text" ? parseInstant(token.value) : null;
  if (value !== null) return { value, fromNow: false, hasOffset: false };
  throw new RuleError(
    `expected a moment such as 2026-01-31T00:00:00Z or system.now -plus p30d, not ${showToken(token)}`,
    token.at
  );
}
__name(readMoment, "readMoment");
function readOffset(reader) {
  const sign = reader.takeOperator("plus") ? 1 : reader.takeOperator("minus") ? -1 : 0;
  if (sign === 0) return { value: 0, fromNow: true, hasOffset: false };
  const token = reader.take();
  const duration = token.kind === "word" ? parseDuration(token.value) : null;
  if (duration === null) {
    throw new RuleError(`expected a time such as p1d, p7dt12h or pt30m, not ${showToken(token)}`, token.at);
  }
  const next = reader.peek();
  if (next.kind === "operator" && (next.value === "plus" || next.value === "minus")) {
    throw new RuleError(`system.now takes one ${showToken(next)} at most; add the times up`, next.at);
  }
  return { value: sign * duration, fromNow: true, hasOffset: true };
}
__name(readOffset, "readOffset");
function parseDuration(text) {
  const match = /^p(?:(\d{1,5})d)?(?:t(?=\d)(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,8}(?:\.\d{1,3})?)s)?)?$/i.exec(text);
  if (match === null || !/\d/.test(text)) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return days * 864e5 + hours * 36e5 + minutes * 6e4 + Math.round(seconds * 1e3);
}
__name(parseDuration, "parseDuration");
var instantPattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d)?)?$/i;
function parseInstant(text) {
  const instant = DateTime3.fromISO(text, { zone: "utc" });
  return instantPattern.test(text) && instant.isValid ? instant.toMillis() : null;
}
__name(parseInstant, "parseInstant");

// api/engine/membership-rule/translate-pattern.ts
import { RE2JS } from "re2js";

// api/engine/membership-rule/read-escape.ts
var classes = {
  d: "\\p{Nd}",
  w: "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}",
  s: "\\t\\n\\v\\f\\r\\x{85}\\p{Z}"
};
var categories = /^\\[pP]\{(?:[LMNPSZC]|M[nce]|N[dlo]|P[cdseifo]|S[mcko]|Z[slp]|L[mo]|C[cf])\}/;
function readEscape(rest, refuse) {
  const letter = rest.charAt(1);
  const lower = letter.toLowerCase();
  if (Object.hasOwn(classes, lower)) {
    return { text: `[${letter === lower ? "" : "^"}${classes[lower]}]`, length: 2 };
  }
  if (letter === "A" || letter === "z") return { text: `\\${letter}`, length: 2 };
  if (letter === "Z") return { text: "(?:\\n?\\z)", length: 2 };
  if (lower === "b") throw refuse(`\\${letter} is not supported; write (^|\\W) before and (\\W|$) after the word`);
  if (/[0-9k]/.test(letter)) throw refuse(`a reference back, \\${letter}, is not supported`);
  return readCharacter(rest, refuse);
}
__name(readEscape, "readEscape");
function readEscapeInClass(rest, refuse) {
  const letter = rest.charAt(1);
  if (letter === "D") return { text: "\\P{Nd}", length: 2 };
  const known2 = Object.hasOwn(classes, letter) ? classes[letter] : void 0;
  return known2 === void 0 ? readCharacter(rest, refuse) : { text: known2, length: 2 };
}
__name(readEscapeInClass, "readEscapeInClass");
function readCharacter(rest, refuse) {
  const code = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/i.exec(rest);
  if (code !== null) return { text: `\\x{${code[1] ?? code[2]}}`, length: code[0].length };
  const category = categories.exec(rest)?.[0];
  if (category !== void 0) return { text: category, length: category.length };
  const letter = rest.charAt(1);
  if (/[tnrfv]/.test(letter)) return { text: `\\${letter}`, length: 2 };
  if (/[\p{L}\p{N}_]/u.test(letter))
    throw refuse(`${/^\\[pP]\{\w*\}/.exec(rest)?.[0] ?? `\\${letter}`} is not supported`);
  if (letter === "") throw refuse("it ends with a backslash");
  return { text: /[!-~]/.test(letter) ? `\\${letter}` : letter, length: 2 };
}
__name(readCharacter, "readCharacter");

// api/engine/membership-rule/read-class.ts
var anything = /^\[\\(?:s\\S|S\\s|w\\W|W\\w|d\\D|D\\d)\]/;
function readClass(rest, refuse) {
  const any = anything.exec(rest)?.[0];
  if (any !== void 0) return { text: "(?s:.)", length: any.length };
  let text = rest.startsWith("[^") ? "[^" : "[";
  let next = text.length;
  const first2 = next;
  while (next < rest.length) {
    if (rest.charAt(next) === "]" && next > first2) return { text: `${text}]`, length: next + 1 };
    const piece = readMember(rest, next, refuse);
    text += piece.text;
    next += piece.length;
  }
  throw refuse("a class has no closing ]");
}
__name(readClass, "readClass");
function readMember(rest, next, refuse) {
  const letter = rest.charAt(next);
  if (letter === "\\") return readEscapeInClass(rest.slice(next), refuse);
  if (letter === "]") return { text: "\\]", length: 1 };
  if (letter !== "[") return { text: letter, length: 1 };
  if (rest.charAt(next - 1) === "-") throw refuse("taking a class from a class, [a-z-[aeiou]], is not supported");
  if (rest.charAt(next + 1) === ":") throw refuse("[: is written \\[: inside a class");
  return { text: "\\[", length: 1 };
}
__name(readMember, "readMember");

// api/engine/membership-rule/translate-pattern.ts
var groups = [
  ["(?<=", "looking behind, (?<=\u2026)"],
  ["(?<!", "looking behind, (?<!\u2026)"],
  ["(?=", "looking ahead, (?=\u2026)"],
  ["(?!", "looking ahead, (?!\u2026)"],
  ["(?>", "an atomic group, (?>\u2026)"],
  ["(?(", "a condition, (?(\u2026)\u2026)"],
  ["(?#", "a comment, (?#\u2026)"]
];
function translatePattern(source, at) {
  const refuse = /* @__PURE__ */ __name((why) => new RuleError(`${quote(source)} cannot be evaluated: ${why}`, at), "refuse");
  if (countRepeats(source) > mostRepeats) throw refuse("its repetitions add up to more than 1,000");
  let translated = "";
  let next = /^\(\?i\)/.exec(source)?.[0].length ?? 0;
  while (next < source.length) {
    const piece = readPiece2(source.slice(next), refuse);
    translated += piece.text;
    next += piece.length;
  }
  return { source, test: compilePattern(translated, source, at) };
}
__name(translatePattern, "translatePattern");
var mostRepeats = 1e3;
var countRepeats = /* @__PURE__ */ __name((source) => [...source.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].reduce((sum, [, least2, most]) => sum + Number(most || least2), 0), "countRepeats");
function readPiece2(rest, refuse) {
  switch (rest.charAt(0)) {
    case "\\":
      return readEscape(rest, refuse);
    case "[":
      return readClass(rest, refuse);
    case "(":
      return readGroup(rest, refuse);
    case "$":
      return { text: "(?:\\n?\\z)", length: 1 };
    case "{": {
      const count2 = /^\{\d+(?:,\d*)?\}/.exec(rest)?.[0];
      if (count2 === void 0) throw refuse("a { that counts nothing is written \\{");
      return { text: count2, length: count2.length };
    }
    default:
      return { text: rest.charAt(0), length: 1 };
  }
}
__name(readPiece2, "readPiece");
function readGroup(rest, refuse) {
  const known2 = groups.find(([opening2]) => rest.startsWith(opening2));
  if (known2 !== void 0) {
    throw refuse(`${known2[1]} is not supported; say it in a comparison of its own, with -match or -notMatch`);
  }
  const opening = /^\((?:\?:|\?<[A-Za-z_]\w*>)?(?!\?)/.exec(rest)?.[0];
  if (opening === void 0) throw refuse(`${rest.slice(0, 3)} is not supported`);
  return { text: "(?:", length: opening.length };
}
__name(readGroup, "readGroup");
function compilePattern(translated, source, at) {
  try {
    const pattern = RE2JS.compile(translated, RE2JS.CASE_INSENSITIVE);
    return (text) => pattern.test(text);
  } catch (error) {
    const why = String(error).replace(/^.*?regexp: /s, "").replace(/: `.*$/s, "");
    throw new RuleError(`${quote(source)} is not a regular expression: ${why}`, at);
  }
}
__name(compilePattern, "compilePattern");
var quote = /* @__PURE__ */ __name((source) => `\u201C${source}\u201D`, "quote");

// api/engine/membership-rule/parse-comparison.ts
var equality = ["eq", "ne"];
var textOperators = ["startswith", "notstartswith", "endswith", "notendswith", "contains", "notcontains"];
var lists = ["in", "notin"];
var patterns = ["match", "notmatch"];
var order = ["le", "ge"];
var operatorsOf = {
  text: [...equality, ...textOperators, ...patterns, ...lists],
  boolean: equality,
  date: [...equality, ...order],
  texts: textOperators,
  plans: []
};
var comparing = [...equality, ...textOperators, ...patterns, ...lists, ...order];
function parseComparison(reader, subject) {
  const { attribute, at } = subject;
  const operator = takeOperator(reader, attribute);
  if (attribute.type === "date") return parseDate(reader, subject, operator);
  if (attribute.type === "texts") {
    const comparison2 = readComparison(reader, operator, { ...attribute, type: "text" });
    const place2 = { at, end: reader.lastEnd() };
    const node = { kind: "compare", name: "_", fact: "_", comparison: comparison2, ...place2 };
    return {
      kind: operator.startsWith("not") ? "all" : "any",
      name: attribute.name,
      fact: attribute.fact,
      node,
      ...place2
    };
  }
  const comparison = readComparison(reader, operator, attribute);
  return compareNode(subject, comparison, reader);
}
__name(parseComparison, "parseComparison");
var labelOf = /* @__PURE__ */ __name(({ name }) => name === "_" || name.startsWith("assignedPlan.") ? name : `user.${name}`, "labelOf");
var compareNode = /* @__PURE__ */ __name(({ attribute, at }, comparison, reader) => ({
  kind: "compare",
  name: attribute.name,
  fact: attribute.fact,
  comparison,
  at,
  end: reader.lastEnd()
}), "compareNode");
function takeOperator(reader, attribute) {
  const token = reader.take();
  if (token.kind !== "operator" || !comparing.includes(token.value)) throw refuseOperator(token, attribute);
  if (operatorsOf[attribute.type].includes(token.value)) return token.value;
  const written = showToken(token);
  const nature = {
    text: "which is text",
    boolean: "which is true or false",
    date: "which is a moment",
    texts: `which is a list; write user.${attribute.name} -any (_ ${written} \u2026)`,
    plans: `which is a list; write user.${attribute.name} -any (assignedPlan.service ${written} \u2026)`
  };
  throw new RuleError(`${written} does not go with ${labelOf(attribute)}, ${nature[attribute.type]}`, token.at);
}
__name(takeOperator, "takeOperator");
function refuseOperator(token, attribute) {
  if (token.kind !== "operator") {
    const near2 = token.kind === "word" ? nearestWord(token.value, [...operatorNames.keys()]) : null;
    const meant2 = near2 === null ? "" : `; did you mean ${operatorNames.get(near2)}`;
    return new RuleError(`expected an operator such as -eq, not ${showToken(token)}${meant2}`, token.at);
  }
  if (token.value === "any" || token.value === "all") {
    return new RuleError(`${showToken(token)} goes with a list, and ${labelOf(attribute)} is not one`, token.at);
  }
  if (token.value === "not") {
    return new RuleError("-not compares nothing; did you mean -ne", token.at);
  }
  if (operatorNames.has(token.value)) {
    return new RuleError(`expected an operator such as -eq, not ${showToken(token)}`, token.at);
  }
  const near = nearestWord(`-${token.value}`, [...operatorNames.values()]);
  const meant = near === null ? "" : `; did you mean ${near}`;
  return new RuleError(`-${token.value} is not an operator${meant}`, token.at);
}
__name(refuseOperator, "refuseOperator");
function parseDate(reader, subject, operator) {
  const { attribute, at } = subject;
  if ((operator === "eq" || operator === "ne") && isNull(reader.peek())) {
    reader.take();
    return compareNode(subject, { operator, value: null }, reader);
  }
  const moment = readMoment(reader);
  if (moment.hasOffset && !order.includes(operator)) {
    throw new RuleError(`system.now with a time added goes with -le and -ge, not with -${operator}`, at);
  }
  const place2 = { at, end: reader.lastEnd() };
  const { value, fromNow } = moment;
  const kind = operator;
  return { kind: "date", name: attribute.name, fact: attribute.fact, operator: kind, value, fromNow, ...place2 };
}
__name(parseDate, "parseDate");
function readComparison(reader, operator, attribute) {
  if (operator === "in" || operator === "notin") return { operator, value: readList(reader) };
  const token = reader.take();
  if (operator === "eq" || operator === "ne") return { operator, value: readValue(token, attribute) };
  const value = readText2(token, labelOf(attribute));
  if (operator === "match" || operator === "notmatch") return { operator, value: translatePattern(value, token.at) };
  return { operator, value: foldText(value) };
}
__name(readComparison, "readComparison");
var isNull = /* @__PURE__ */ __name((token) => token.kind === "word" && /^\$?null$/i.test(token.value), "isNull");
function readValue(token, attribute) {
  if (isNull(token)) return null;
  if (attribute.type !== "boolean") return foldText(readText2(token, labelOf(attribute)));
  const word = token.kind === "word" ? token.value.toLowerCase() : null;
  if (word === "true" || word === "false") return word === "true";
  throw new RuleError(`${labelOf(attribute)} is compared with true or false, not ${showToken(token)}`, token.at);
}
__name(readValue, "readValue");
function readText2(token, name) {
  if (token.kind === "text") return token.value;
  throw new RuleError(`${name} is compared with text in double quotes, not ${showToken(token)}`, token.at);
}
__name(readText2, "readText");
function readList(reader) {
  const open = reader.peek();
  if (!reader.takeMark("[")) {
    throw new RuleError(`expected a list such as ["Sales", "Finance"], not ${showToken(open)}`, open.at);
  }
  const values = /* @__PURE__ */ new Set();
  for (; ; ) {
    values.add(foldText(readText2(reader.take(), "a list")));
    const mark = reader.peek();
    if (reader.takeMark("]")) return values;
    if (!reader.takeMark(",")) throw new RuleError(`expected , or ] in the list, not ${showToken(mark)}`, mark.at);
  }
}
__name(readList, "readList");

// api/engine/membership-rule/parse-rule.ts
var deepest = 500;
function parseRule(rule) {
  const reader = createTokenReader(readTokens(rule));
  const node = parseReports(reader) ?? parseOr(reader, { scope: "user", depth: 0 });
  const rest = reader.peek();
  if (rest.kind === "end") return node;
  if (node.kind === "reports") {
    throw new RuleError(
      `a Direct Reports rule stands alone; expected the end of the rule, not ${showToken(rest)}`,
      rest.at
    );
  }
  throw new RuleError(`expected -and, -or or the end of the rule, not ${showToken(rest)}`, rest.at);
}
__name(parseRule, "parseRule");
var isWord = /* @__PURE__ */ __name((reader, ahead, word) => {
  const token = reader.peek(ahead);
  return token.kind === "word" && token.value.toLowerCase() === word;
}, "isWord");
var isReports = /* @__PURE__ */ __name((reader) => isWord(reader, 0, "direct") && isWord(reader, 1, "reports") && isWord(reader, 2, "for"), "isReports");
function parseReports(reader) {
  if (!isReports(reader)) return null;
  const { at } = reader.take();
  reader.take();
  reader.take();
  const id = reader.take();
  if (id.kind === "text" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id.value)) {
    return { kind: "reports", managerId: id.value.toLowerCase(), at, end: id.end };
  }
  throw new RuleError(`expected the object id of a manager in double quotes, not ${showToken(id)}`, id.at);
}
__name(parseReports, "parseReports");
var parseOr = /* @__PURE__ */ __name((reader, inside2) => parseSeries("or", reader, () => parseAnd(reader, inside2)), "parseOr");
var parseAnd = /* @__PURE__ */ __name((reader, inside2) => parseSeries("and", reader, () => parseNot(reader, inside2)), "parseAnd");
function parseSeries(kind, reader, parseNext) {
  const { at } = reader.peek();
  const first2 = parseNext();
  const nodes = [first2];
  while (reader.takeOperator(kind)) nodes.push(parseNext());
  return nodes.length === 1 ? first2 : { kind, nodes, at, end: reader.lastEnd() };
}
__name(parseSeries, "parseSeries");
function parseNot(reader, inside2) {
  const { at } = reader.peek();
  if (inside2.depth > deepest) throw new RuleError("this rule is nested too deeply", at);
  const deeper = { ...inside2, depth: inside2.depth + 1 };
  if (reader.takeOperator("not")) {
    const node = parseNot(reader, deeper);
    return { kind: "not", node, at, end: reader.lastEnd() };
  }
  if (reader.takeMark("(")) {
    const node = parseOr(reader, deeper);
    reader.expectMark(")");
    return node;
  }
  if (isReports(reader)) throw new RuleError("a Direct Reports rule stands alone, without parentheses", at);
  return parseLeaf(reader, inside2);
}
__name(parseNot, "parseNot");
function parseLeaf(reader, inside2) {
  const { at } = reader.peek();
  const attribute = findAttribute(reader, inside2.scope);
  const isList = attribute.type === "texts" || attribute.type === "plans";
  if (isList && reader.takeOperator("any")) return parseItems("any", reader, { attribute, at });
  if (isList && reader.takeOperator("all")) return parseItems("all", reader, { attribute, at });
  return parseComparison(reader, { attribute, at });
}
__name(parseLeaf, "parseLeaf");
function parseItems(kind, reader, { attribute, at }) {
  const scope = attribute.type === "plans" ? "plan" : "text";
  const hasParentheses = reader.takeMark("(");
  const node = hasParentheses ? parseOr(reader, { scope, depth: 0 }) : parseLeaf(reader, { scope, depth: 0 });
  if (hasParentheses) reader.expectMark(")");
  const next = reader.peek();
  if (!hasParentheses && next.kind === "operator") {
    throw new RuleError(`the condition of -${kind} stands in parentheses: -${kind} (\u2026)`, node.at);
  }
  return { kind, name: attribute.name, fact: attribute.fact, node, at, end: reader.lastEnd() };
}
__name(parseItems, "parseItems");

// api/engine/membership-rule/compile-rule.ts
function compileRule(text) {
  const node = parseRule(text);
  const usesNow = leavesOf(node).some((leaf) => leaf.kind === "date" && leaf.fromNow);
  const facts = leavesOf(node).map((leaf) => leaf.kind === "reports" ? "managerId" : leaf.fact);
  const matches = compileNode(node);
  const [fewest = null] = necessaryEqualities(node).sort((a, b) => a.values.length - b.values.length);
  return {
    text,
    node,
    facts: [...new Set(usesNow ? [...facts, "now"] : facts)],
    usesNow,
    equalities: fewest,
    matches,
    nextChange: /* @__PURE__ */ __name((about) => usesNow ? findNextChange(node, matches, about) : null, "nextChange")
  };
}
__name(compileRule, "compileRule");

// api/engine/names/compile-expression.ts
import { Expression, Options, ReturnType as ReturnType2 } from "adaptive-expressions";

// api/engine/names/template-error.ts
var TemplateError = class extends Error {
  static {
    __name(this, "TemplateError");
  }
  constructor(message) {
    super(message);
    this.name = "TemplateError";
  }
};

// api/engine/names/template-functions.ts
import {
  ExpressionEvaluator,
  ExpressionFunctions,
  FunctionUtils,
  ReturnType
} from "adaptive-expressions";

// api/engine/names/date-functions.ts
import { DateTime as DateTime4 } from "luxon";
function readDate(text) {
  const date = DateTime4.fromISO(text, { zone: "utc", setZone: true, locale: "en" });
  return date.isValid ? date : null;
}
__name(readDate, "readDate");
function datePart(text, part) {
  return readDate(text)?.get(part) ?? "";
}
__name(datePart, "datePart");
function addDays(text, days) {
  return readDate(text)?.plus({ days }).toISODate() ?? "";
}
__name(addDays, "addDays");
function formatDate(text, pattern) {
  return readDate(text)?.toFormat(pattern) ?? "";
}
__name(formatDate, "formatDate");

// api/engine/names/template-functions.ts
var anyNumber = Number.POSITIVE_INFINITY;
var ownFunctions = {
  lower: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  // The library's own ask the machine for its language: in Turkish that gives another letter for i.
  toLower: onText((text) => text.toLowerCase()),
  toUpper: onText((text) => text.toUpperCase()),
  capital: onText(capital),
  trim: onText((text) => text.trim()),
  string: onText((text) => text),
  firstWord: onText((text) => wordsOf(text)[0] ?? ""),
  lastWord: onText((text) => wordsOf(text).at(-1) ?? ""),
  transliterate: {
    takes: [1, 2],
    gives: ReturnType.String,
    call: /* @__PURE__ */ __name(([text, language]) => transliterate(asText(text), asText(language)), "call")
  },
  initials: {
    takes: [1, anyNumber],
    gives: ReturnType.String,
    call: /* @__PURE__ */ __name((values) => initials(values.flat().map(asText)), "call")
  },
  sortName: {
    takes: [2, 2],
    gives: ReturnType.String,
    call: /* @__PURE__ */ __name(([prefix, name]) => asText(name) === "" ? "" : sortName(asText(prefix), asText(name)), "call")
  },
  substring: {
    takes: [2, 3],
    gives: ReturnType.String,
    call: /* @__PURE__ */ __name(([text, start, length]) => substring(asText(text), Number(start), length === void 0 ? anyNumber : Number(length)), "call")
  },
  padLeft: {
    takes: [2, 3],
    gives: ReturnType.String,
    call: /* @__PURE__ */ __name(([text, width, fill]) => asText(text) === "" ? "" : asText(text).padStart(Math.min(Number(width), 256), fill === void 0 ? "0" : asText(fill)), "call")
  },
  orElse: { takes: [2, anyNumber], gives: ReturnType.Object, call: firstGiven },
  coalesce: { takes: [1, anyNumber], gives: ReturnType.Object, call: firstGiven },
  "??": { takes: [2, 2], gives: ReturnType.Object, call: firstGiven },
  year: onDate("year"),
  month: onDate("month"),
  day: onDate("day"),
  dayOfMonth: onDate("day"),
  addDays: {
    takes: [2, 2],
    gives: ReturnType.String,
    call: /* @__PURE__ */ __name(([date, days]) => addDays(asText(date), Number(days)), "call")
  },
  formatDate: {
    takes: [2, 2],
    gives: ReturnType.String,
    call: /* @__PURE__ */ __name(([date, pattern]) => formatDate(asText(date), asText(pattern)), "call")
  }
};
var libraryFunctions = [
  ...["+", "-", "*", "/", "%", "&", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "^", "Accessor", "Element"],
  ...["add", "sub", "mul", "div", "mod", "min", "max", "abs", "int", "float", "round", "floor", "ceiling"],
  ...["if", "and", "or", "not", "equals", "exists", "empty", "bool"],
  ...["less", "lessOrEquals", "greater", "greaterOrEquals"],
  ...["concat", "length", "replace", "replaceIgnoreCase", "startsWith", "endsWith", "contains", "indexOf"],
  ...["split", "join", "createArray", "first", "last", "count"]
];
var changing = /* @__PURE__ */ new Set([
  ...["utcNow", "rand", "newGuid", "getPastTime", "getFutureTime"],
  ...["getNextViableDate", "getNextViableTime", "getPreviousViableDate", "getPreviousViableTime"]
]);
var templateFunctions = [...Object.keys(ownFunctions), ...libraryFunctions].filter((name) => /^[a-z]/.test(name)).sort();
function createFunctionLookup() {
  const isUsed = /* @__PURE__ */ __name(([name]) => libraryFunctions.includes(name), "isUsed");
  const evaluators = new Map([...ExpressionFunctions.standardFunctions].filter(isUsed));
  for (const [name, own] of Object.entries(ownFunctions)) evaluators.set(name, toEvaluator(name, own));
  return (name) => evaluators.get(name) ?? refuseFunction(name);
}
__name(createFunctionLookup, "createFunctionLookup");
function refuseFunction(name) {
  if (changing.has(name))
    throw new TemplateError(`${name}() gives something else each time, so a template cannot use it`);
  const near = nearestWord(name, templateFunctions);
  throw new TemplateError(
    `${name}() is not a function that a template can use${near === null ? "" : `; did you mean ${near}()`}`
  );
}
__name(refuseFunction, "refuseFunction");
function toEvaluator(name, { takes, gives, call }) {
  return new ExpressionEvaluator(
    name,
    FunctionUtils.apply((values) => call(values)),
    gives,
    (expression) => checkArguments(name, expression, takes)
  );
}
__name(toEvaluator, "toEvaluator");
function checkArguments(name, { children }, [least2, most]) {
  const { length } = children;
  if (length < least2 || length > most) {
    const range = most === least2 ? `${least2}` : most === anyNumber ? `at least ${least2}` : `${least2} to ${most}`;
    throw new TemplateError(`${name}() takes ${range} ${range === "1" ? "value" : "values"}, not ${length}`);
  }
  if (name === "transliterate") checkLanguage(children[1]);
}
__name(checkArguments, "checkArguments");
function checkLanguage(language) {
  const value = language === void 0 ? spelledLanguages[0] : language.tryEvaluate({}).value;
  if (!spelledLanguages.includes(value))
    throw new TemplateError(`transliterate() knows the languages ${spelledLanguages.join(" and ")}`);
}
__name(checkLanguage, "checkLanguage");
function onText(change) {
  return { takes: [1, 1], gives: ReturnType.String, call: /* @__PURE__ */ __name(([value]) => change(asText(value)), "call") };
}
__name(onText, "onText");
function onDate(part) {
  return { takes: [1, 1], gives: ReturnType.Object, call: /* @__PURE__ */ __name(([date]) => datePart(asText(date), part), "call") };
}
__name(onDate, "onDate");
function firstGiven(values) {
  return values.find((value) => value !== void 0 && value !== null && value !== "");
}
__name(firstGiven, "firstGiven");
function asText(value) {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
__name(asText, "asText");

// api/engine/names/compile-expression.ts
function compileExpression(expression) {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(expression) && !["true", "false", "null"].includes(expression)) {
    refuseUnknown(expression);
    return { names: [expression], read: readFact(expression) };
  }
  const parsed = parseExpression(expression);
  const names = parsed.references();
  for (const name of names) refuseUnknown(name);
  refuseTextless(parsed, expression, names);
  const options = new Options();
  options.locale = "en-US";
  const read = /* @__PURE__ */ __name((facts) => {
    const { value, error } = parsed.tryEvaluate(facts, options);
    return error === void 0 ? asText(value) : "";
  }, "read");
  return { names, read };
}
__name(compileExpression, "compileExpression");
function readFact(path) {
  const [outer = "", inner] = path.split(".");
  if (inner === void 0) {
    const name2 = outer;
    return (facts) => {
      const value = facts[name2];
      return typeof value === "string" ? value : asText(value);
    };
  }
  const name = inner;
  return (facts) => facts.unit?.[name] ?? "";
}
__name(readFact, "readFact");
function parseExpression(expression) {
  if (expression === "") throw new TemplateError("${} is not an expression: there is nothing in it");
  try {
    return Expression.parse(expression, createFunctionLookup());
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new TemplateError(`\${${expression}} is not an expression: ${error.message}`);
  }
}
__name(parseExpression, "parseExpression");
function refuseUnknown(name) {
  if (factNames.includes(name)) return;
  const near = name === "unit" ? "unit.name" : nearestWord(name, factNames);
  throw new TemplateError(`\${${name}} is not known of a person${near === null ? "" : `; did you mean \${${near}}`}`);
}
__name(refuseUnknown, "refuseUnknown");
function refuseTextless(parsed, expression, names) {
  const isList = parsed.returnType === ReturnType2.Array;
  const { value, error } = names.length === 0 ? parsed.tryEvaluate({}) : { value: "text", error: void 0 };
  if (!isList && error === void 0 && asText(value) !== "") return;
  throw new TemplateError(
    `\${${expression}} never gives text${isList ? "; join(\u2026) or first(\u2026) make text of a list" : ""}`
  );
}
__name(refuseTextless, "refuseTextless");

// api/engine/names/template.ts
function compileTemplate(text) {
  const parts = [];
  const names = [];
  let literal = "";
  const addLiteral = /* @__PURE__ */ __name((piece) => {
    if (piece === "") return;
    literal += piece;
    parts.push(() => piece);
  }, "addLiteral");
  let literalFrom = 0;
  for (const { from, to, expression } of findExpressions(text)) {
    addLiteral(text.slice(literalFrom, from));
    const compiled = compileExpression(expression.trim());
    parts.push(compiled.read);
    names.push(...compiled.names);
    literalFrom = to;
  }
  const isLiteral = literalFrom === 0;
  addLiteral(text.slice(literalFrom));
  const about = { text, literal, usesNumber: names.includes("n") };
  if (isLiteral) return { ...about, fill: /* @__PURE__ */ __name(() => text || null, "fill"), fillWhole: /* @__PURE__ */ __name(() => text || null, "fillWhole") };
  return { ...about, ...fillers(parts) };
}
__name(compileTemplate, "compileTemplate");
function fillers(parts) {
  const fillWhole = /* @__PURE__ */ __name((facts) => {
    let text = "";
    for (const part of parts) {
      const value = part(facts);
      if (value === "") return null;
      text += value;
    }
    return tidy(text);
  }, "fillWhole");
  const [only2] = parts;
  if (only2 !== void 0 && parts.length === 1) return { fill: /* @__PURE__ */ __name((facts) => tidy(only2(facts)), "fill"), fillWhole };
  const fill = /* @__PURE__ */ __name((facts) => {
    let text = "";
    for (const part of parts) text += part(facts);
    return tidy(text);
  }, "fill");
  return { fill, fillWhole };
}
__name(fillers, "fillers");
function tidy(text) {
  if (isTidy(text)) return text;
  const tidied = text.replace(/\s+/g, " ").trim();
  return tidied === "" ? null : tidied;
}
__name(tidy, "tidy");
function isTidy(text) {
  let afterSpace = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isSpace = code === 32;
    if (isSpace && afterSpace || code < 32 || code === 160 || code >= 5760) return false;
    afterSpace = isSpace;
  }
  return !afterSpace;
}
__name(isTidy, "isTidy");
function* findExpressions(text) {
  let from = text.indexOf("${");
  while (from >= 0) {
    const to = findClosing(text, from + 2);
    yield { from, to: to + 1, expression: text.slice(from + 2, to) };
    from = text.indexOf("${", to + 1);
  }
}
__name(findExpressions, "findExpressions");
function findClosing(text, start) {
  let depth = 1;
  let quote2 = null;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote2 !== null) {
      if (character === "\\") at += 1;
      else if (character === quote2) quote2 = null;
    } else if (character === "'" || character === '"') quote2 = character;
    else if (character === "{") depth += 1;
    else if (character === "}" && --depth === 0) return at;
  }
  throw new TemplateError(`\u201C${text}\u201D has \${ without a closing }`);
}
__name(findClosing, "findClosing");

// api/policy/check-naming.ts
function checkNaming(compiled) {
  return [...checkCandidates(compiled), ...checkNumbers(compiled), ...checkReserved(compiled)];
}
__name(checkNaming, "checkNaming");
function checkCandidates({ policy: policy2, userPrincipalNames, mailNicknames, mails }) {
  const { maxLength } = policy2.names;
  const lists2 = {
    userPrincipalName: userPrincipalNames,
    mailNickname: mailNicknames,
    mail: mails
  };
  return Object.entries(lists2).flatMap(
    ([list2, templates]) => (policy2.names[list2] ?? []).flatMap((text, index) => {
      const literal = templates?.find((template) => template.text === text)?.literal ?? "";
      const length = toLocalPart(literal, Number.POSITIVE_INFINITY)?.length ?? 0;
      if (length <= maxLength) return [];
      const problem = `has ${length} letters of its own, more than names.maxLength (${maxLength})`;
      return [{ path: ["names", list2, index], text: problem }];
    })
  );
}
__name(checkCandidates, "checkCandidates");
function checkNumbers({ attributes: attributes2, addressDomain }) {
  const text = "has ${n}, which counts candidates for an address and means nothing here";
  const paths = attributes2.flatMap(
    ({ attribute, template }) => template.usesNumber ? [["attributes", attribute]] : []
  );
  if (addressDomain?.usesNumber) paths.push(["names", "domain"]);
  return paths.map((path) => ({ path, text }));
}
__name(checkNumbers, "checkNumbers");
function checkReserved({ policy: policy2 }) {
  return policy2.names.reserved.flatMap((word, index) => {
    const local = toLocalPart(word);
    if (local === word) return [];
    const hint = local === null ? "no address is ever like that" : `expected ${local}, as addresses are written`;
    return [{ path: ["names", "reserved", index], text: `\u201C${word}\u201D: ${hint}` }];
  });
}
__name(checkReserved, "checkReserved");

// api/policy/compile-policy.ts
function compilePolicy(policy2, version) {
  const problems = [];
  const rule = /* @__PURE__ */ __name((text, path) => attempt(() => compileKnownRule(text), { text, path, problems }), "rule");
  const template = /* @__PURE__ */ __name((text, path) => attempt(() => compileTemplate(text), { text, path, problems }), "template");
  const candidates2 = /* @__PURE__ */ __name((list2) => policy2.names[list2]?.flatMap((text, index) => template(text, ["names", list2, index])) ?? null, "candidates");
  const { domain } = policy2.names;
  const roles = policy2.roles.flatMap(
    (role, index) => rule(role.when, ["roles", index, "when"]).map((when) => ({
      id: role.id,
      title: role.title ?? role.id,
      rule: when,
      grant: role.grant,
      keepAfterLossDays: role.keepAfterLossDays
    }))
  );
  const groupRules = policy2.groups.flatMap(
    ({ id, membershipRule, mode }, index) => mode === "dynamic" ? [] : rule(membershipRule, ["groups", index, "membershipRule"]).map((when) => ({ group: id, rule: when }))
  );
  const compiled = {
    version,
    policy: policy2,
    scope: policy2.scope === void 0 ? null : rule(policy2.scope, ["scope"])[0] ?? null,
    attributes: attributeTemplates(policy2).flatMap(
      ({ attribute, text }) => template(text, ["attributes", attribute]).map((filled) => ({ attribute, template: filled }))
    ),
    userPrincipalNames: candidates2("userPrincipalName") ?? [],
    mailNicknames: candidates2("mailNickname"),
    mails: candidates2("mail"),
    addressDomain: domain === void 0 ? null : template(domain, ["names", "domain"])[0] ?? null,
    roles,
    groupRules,
    ruleSets: { roles: createRuleSet(roles), groups: createRuleSet(groupRules) },
    dynamicGroups: policy2.groups.flatMap(
      ({ id, membershipRule, mode }) => mode === "dynamic" ? [{ group: id, membershipRule }] : []
    ),
    limits: { ...defaultLimits, ...policy2.limits }
  };
  problems.push(...checkNaming(compiled));
  return problems.length > 0 ? { kind: "problems", problems } : { kind: "compiled", compiled };
}
__name(compilePolicy, "compilePolicy");
function attributeTemplates(policy2) {
  return Object.entries({ ...defaultAttributes, ...policy2.attributes }).flatMap(
    ([attribute, text]) => text === null || text === void 0 ? [] : [{ attribute, text }]
  );
}
__name(attributeTemplates, "attributeTemplates");
function compileKnownRule(text) {
  const rule = compileRule(text);
  const unknown = leavesOf(rule.node).find((leaf) => leaf.kind !== "reports" && !isKnownFact(leaf.fact));
  if (unknown === void 0 || unknown.kind === "reports") return rule;
  throw new RuleError(
    `user.${unknown.name} is not read from Entra, so a policy cannot rest on it; \`instroom rule\` can`,
    unknown.at
  );
}
__name(compileKnownRule, "compileKnownRule");
function attempt(compile, at) {
  try {
    return [compile()];
  } catch (error) {
    if (error instanceof RuleError) {
      const place2 = `${error.message} (character ${error.at + 1} of: ${at.text})`;
      at.problems.push({ path: at.path, text: error.advice === null ? place2 : `${place2}
${error.advice}` });
      return [];
    }
    if (error instanceof TemplateError) {
      at.problems.push({ path: at.path, text: error.message });
      return [];
    }
    throw error;
  }
}
__name(attempt, "attempt");

// api/policy/read-yaml.ts
import {
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit
} from "yaml";
function readYaml(text, file) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = /* @__PURE__ */ __name((offset) => lines.linePos(offset).line, "lineAt");
  const errors = document.errors.map((error) => ({ file, line: lineAt(error.pos[0]), text: error.message }));
  const broken = errors.length > 0 ? errors : findDangling(document).map((found) => ({ file, ...found, line: lineAt(found.offset) }));
  if (broken.length > 0) return { kind: "broken", findings: broken.map(({ line, text: text2 }) => ({ file, line, text: text2 })) };
  return {
    kind: "read",
    value: document.toJS(),
    has: /* @__PURE__ */ __name((key) => isMap(document.contents) && document.has(key), "has"),
    locate: /* @__PURE__ */ __name((problem) => ({ file, line: lineAt(offsetOf(document, problem)), text: wordProblem(problem) }), "locate")
  };
}
__name(readYaml, "readYaml");
function findDangling(document) {
  const found = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== void 0) return;
      const text = `*${alias.source} names nothing; text that begins with an asterisk stands in quotes`;
      found.push({ offset: alias.range?.[0] ?? 0, text });
    }
  });
  return found;
}
__name(findDangling, "findDangling");
function wordProblem({ path, key, text }) {
  return path.length === 0 || key !== void 0 ? text : `${path.map(String).join(".")} ${text}`;
}
__name(wordProblem, "wordProblem");
function offsetOf(document, problem) {
  const keys = problem.key === void 0 ? problem.path : [...problem.path, problem.key];
  for (let length = keys.length; length > 0; length--) {
    const offset = offsetAt(document, keys.slice(0, length), problem.key !== void 0 && length === keys.length);
    if (offset !== null) return offset;
  }
  return document.contents?.range?.[0] ?? 0;
}
__name(offsetOf, "offsetOf");
function offsetAt(document, keys, wantsKey) {
  const path = keys.map((key) => typeof key === "symbol" ? String(key) : key);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find(
      (item) => isScalar(item.key) && String(item.key.value) === String(path[path.length - 1])
    );
    const node2 = wantsKey ? pair?.key : pair?.value ?? pair?.key;
    return node2?.range?.[0] ?? null;
  }
  if (!isCollection(parent)) return null;
  const node = document.getIn(path, true);
  return node?.range?.[0] ?? null;
}
__name(offsetAt, "offsetAt");

// api/policy/examine-policy.ts
function examinePolicy(text, file) {
  const reading = readYaml(text, file.name);
  if (reading.kind === "broken") return { kind: "refused", findings: reading.findings };
  const { policy: policy2, problems, unreadable } = readShape(withPlurals(reading.value));
  if (policy2 !== null) {
    problems.push(...checkMeaning(policy2, { unreadable, says: reading.has }));
    const version = createHash2("sha256").update(text).digest("hex").slice(0, 12);
    const result = compilePolicy(absolutePaths(policy2, file.folder), version);
    if (result.kind === "compiled" && problems.length === 0) return { kind: "accepted", compiled: result.compiled };
    if (result.kind === "problems")
      problems.push(...result.problems.filter(({ path }) => !unreadable.has(path[0] ?? "")));
  }
  return { kind: "refused", findings: locate(problems, reading) };
}
__name(examinePolicy, "examinePolicy");
var placeholders = {
  version: 1,
  domains: ["voorbeeld.nl"],
  sources: [{ id: "unreadable", connector: "csv", folder: "." }]
};
function readShape(value) {
  const whole = Policy.safeParse(value, { reportInput: true });
  if (whole.success) return { policy: whole.data, problems: [], unreadable: /* @__PURE__ */ new Set() };
  const problems = problemsOf(whole.error, Policy);
  const unreadable = new Set(problems.map(({ path, key }) => path[0] ?? key ?? ""));
  const rest = Object.entries(value !== null && typeof value === "object" ? value : {});
  const readable = rest.filter(([key]) => !unreadable.has(key));
  const part = Policy.safeParse({ ...placeholders, ...Object.fromEntries(readable) });
  return { policy: part.success && !Array.isArray(value) ? part.data : null, problems, unreadable };
}
__name(readShape, "readShape");
function withPlurals(read) {
  if (typeof read !== "object" || read === null || Array.isArray(read)) return read;
  const values = { ...read };
  for (const single of ["source", "domain"]) {
    const plural = `${single}s`;
    if (values[single] === void 0 || values[plural] !== void 0) continue;
    values[plural] = [values[single]];
    delete values[single];
  }
  return values;
}
__name(withPlurals, "withPlurals");
function absolutePaths(policy2, folder) {
  const sources = policy2.sources.map((source) => ({
    ...source,
    ...source.folder === void 0 ? {} : { folder: resolve(folder, source.folder) },
    ...source.file === void 0 ? {} : { file: resolve(folder, source.file) }
  }));
  return { ...policy2, sources };
}
__name(absolutePaths, "absolutePaths");
function locate(problems, reading) {
  const found = problems.map((problem) => reading.locate(asWritten(problem, reading.has)));
  const distinct2 = [...new Map(found.map((finding) => [`${finding.line} ${finding.text}`, finding])).values()];
  return distinct2.sort((a, b) => a.line - b.line);
}
__name(locate, "locate");
function asWritten(problem, has) {
  const [list2, , ...rest] = problem.path;
  const single = list2 === "sources" || list2 === "domains" ? list2.slice(0, -1) : null;
  if (single === null || !has(single)) return problem;
  return { ...problem, path: [single, ...rest], text: problem.text.replace(`${String(list2)}.0`, single) };
}
__name(asWritten, "asWritten");

// api/policy/golden/golden-input.ts
import { DateTime as DateTime5 } from "luxon";

// models/ledger.ts
import { z as z11 } from "zod";

// models/person.ts
import { z as z10 } from "zod";
var PersonKind = z10.enum(["employee", "contingent", "external", "intern", "other"]);
var NameUse = z10.enum(["birth", "partner", "partner-birth", "birth-partner", "as-given"]);
var CalendarDate = z10.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date as YYYY-MM-DD");
var Employment = z10.object({
  employmentKey: z10.string(),
  employeeNumber: z10.string().optional(),
  kind: PersonKind,
  employerKey: z10.string().optional(),
  employerName: z10.string().optional(),
  startsOn: CalendarDate.optional(),
  endsOn: CalendarDate.optional(),
  lastWorkingDayOn: CalendarDate.optional(),
  isPrimary: z10.boolean().optional(),
  fte: z10.number().optional(),
  unitKey: z10.string().optional(),
  functionKey: z10.string().optional(),
  functionTitle: z10.string().optional(),
  costCentre: z10.string().optional(),
  managerPersonKey: z10.string().optional(),
  location: z10.string().optional(),
  country: z10.string().optional()
});
var Leave = z10.object({
  leaveKey: z10.string().optional(),
  startsOn: CalendarDate,
  endsOn: CalendarDate.optional(),
  kind: z10.string().optional()
});
var Person = z10.object({
  personKey: z10.string(),
  sourceId: z10.string(),
  callName: z10.string().optional(),
  givenName: z10.string().optional(),
  initials: z10.string().optional(),
  birthNamePrefix: z10.string().optional(),
  birthName: z10.string().optional(),
  partnerNamePrefix: z10.string().optional(),
  partnerName: z10.string().optional(),
  nameUse: NameUse,
  mobilePhone: z10.string().optional(),
  workPhone: z10.string().optional(),
  workEmail: z10.string().optional(),
  isActive: z10.boolean().optional(),
  employments: z10.array(Employment),
  leaves: z10.array(Leave)
});
var Unit = z10.object({
  unitKey: z10.string(),
  name: z10.string(),
  parentKey: z10.string().optional(),
  headPersonKey: z10.string().optional()
});
var SetAsideReason = z10.enum([
  "no-key",
  "conflicting-rows",
  "broken-row",
  "unknown-date",
  "unknown-value",
  "unknown-person"
]);
var SetAside = z10.object({
  personKey: z10.string().nullable(),
  reason: SetAsideReason,
  text: z10.string(),
  where: z10.string()
});
var HrReading = z10.object({
  sourceId: z10.string(),
  readAt: z10.string(),
  /** When the source last changed, as far as it tells (instant); the start of the measured lag. */
  changedAt: z10.string().nullable(),
  people: z10.array(Person),
  units: z10.array(Unit),
  setAside: z10.array(SetAside)
});

// models/ledger.ts
var AddressReservation = z11.object({
  address: z11.string(),
  personKey: z11.string(),
  nameKey: z11.string(),
  state: z11.enum(["given", "proposed", "accepted", "former", "mail"]),
  reservedAt: z11.string(),
  renameOn: CalendarDate.nullable()
});
var RoleHolding = z11.object({ personKey: z11.string(), roleId: z11.string(), lostAt: z11.string().nullable() });
var DriftFinding = z11.object({
  operationId: z11.string(),
  personKey: z11.string().nullable(),
  sentence: z11.string(),
  foundAt: z11.string(),
  by: z11.string().nullable(),
  at: z11.string().nullable()
});
var UndoneOperation = z11.object({ operationId: z11.string(), runId: z11.string(), by: z11.string(), at: z11.string() });
var emptyLedger = { reservations: [], holdings: [], findings: [], undone: [] };

// api/policy/golden/read-golden.ts
import { z as z13 } from "zod";

// models/golden.ts
import { z as z12 } from "zod";
var Word = z12.union([z12.string().min(1), z12.number().transform(String)]).optional();
var Day = z12.iso.date("expected a day such as 2026-12-01");
var GoldenEmployment = z12.strictObject({
  employmentKey: Word.describe("the key of the employment"),
  employeeNumber: Word.describe("number that becomes employeeId"),
  kind: PersonKind.default("employee").describe("how somebody is employed"),
  employerKey: Word.describe("key of the employer"),
  employerName: Word.describe("name of the employer"),
  startDate: Day.optional().describe("first day of the employment"),
  endDate: Day.optional().describe("last day in service"),
  lastWorkingDay: Day.optional().describe("last day of work, where that is earlier"),
  primary: z12.boolean().optional().describe("whether this is the main employment"),
  fte: z12.number().min(0).optional().describe("part of a full week, such as 0.8"),
  unitKey: Word.describe("the key of the unit; without unitName and units also its name"),
  unitName: Word.describe("the name of the unit"),
  functionKey: Word.describe("key of the function"),
  functionTitle: Word.describe("name of the function"),
  costCentre: Word.describe("cost centre"),
  managerPersonKey: Word.describe("key of the manager, who is taken to have an account"),
  location: Word.describe("place of work"),
  country: Word.describe("two letters, NL")
});
var GoldenPerson = z12.strictObject({
  personKey: Word.describe("the person's own key; any will do"),
  callName: Word.describe("the name somebody is called by"),
  givenName: Word.describe("given names in full"),
  initials: Word.describe("initials"),
  birthNamePrefix: Word.describe("prefix of the birth name, such as van der"),
  birthName: Word.describe("birth name without prefix"),
  partnerNamePrefix: Word.describe("prefix of the partner's name"),
  partnerName: Word.describe("the partner's name without prefix"),
  nameUse: NameUse.default("birth").describe("which surname somebody goes by"),
  mobilePhone: Word.describe("mobile number for work"),
  workPhone: Word.describe("fixed number at work"),
  workEmail: Word.describe("address at work that HR knows"),
  active: z12.boolean().optional().describe("whether the source counts the person as active"),
  employments: z12.array(GoldenEmployment).min(1).describe("one or more employments"),
  leaves: z12.array(
    z12.strictObject({
      startDate: Day.describe("first day of the leave"),
      endDate: Day.optional().describe("last day of the leave"),
      kind: Word.describe("code of the leave in the source")
    })
  ).default([]).describe("periods of leave")
});
var GoldenExpectation = z12.strictObject({
  enabled: z12.boolean().optional().describe("whether the account is enabled; false when there is none"),
  address: z12.string().nullable().optional().describe("the address of the account; null when there is none"),
  attributes: z12.partialRecord(AccountAttribute, z12.string().nullable()).optional().describe("attributes of the account; only those named are looked at"),
  groups: z12.array(z12.string()).optional().describe("exactly these groups"),
  licences: z12.array(z12.string()).optional().describe("exactly these licences, also those that come through a group"),
  apps: z12.array(AppRoleName).optional().describe("exactly these app roles"),
  manager: z12.string().nullable().optional().describe("the person key of the manager; null for none"),
  notes: z12.array(NoteKind).optional().describe("exactly these notes")
}).refine((expect) => Object.keys(expect).length > 0, {
  error: "names nothing; expected groups, address or something else to look at",
  when: /* @__PURE__ */ __name(({ issues }) => issues.length === 0, "when")
});
var GoldenExample = z12.strictObject({
  name: z12.string().min(1).describe("what the example shows, in a few words"),
  on: z12.string().regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/,
    "expected a day such as 2026-12-01, or an instant such as 2026-12-01T08:00:00+01:00"
  ).describe("a day, which means noon in the policy's time zone, or an instant"),
  person: GoldenPerson.describe("the person, in the words of the HR files"),
  units: z12.array(
    z12.strictObject({
      unitKey: z12.string().min(1).describe("the key of the unit"),
      name: z12.string().min(1).describe("the name of the unit"),
      parentKey: Word.describe("the unit above it"),
      headPersonKey: Word.describe("who is the head, and so the manager of its people")
    })
  ).optional().describe("the units; without it those that the employments name"),
  expect: GoldenExpectation.describe("what must come of it; what is not named is not looked at")
});

// api/policy/golden/read-golden.ts
var Several = z13.array(GoldenExample);

// api/policy/refuse-policy.ts
function refuseFiles(name, findings) {
  const lines = findings.map(({ file, line, text }) => `  ${file === name ? "" : `${file} `}line ${line}: ${text}`);
  return new InstroomError("policy", `${name} is not accepted:
${lines.join("\n")}`, {
    advice: "\nNothing was done. Mend the file and try again."
  });
}
__name(refuseFiles, "refuseFiles");

// api/policy/read-policy.ts
function parsePolicy(text, file) {
  const examined = examinePolicy(text, file);
  if (examined.kind === "refused") throw refuseFiles(file.name, examined.findings);
  return examined.compiled;
}
__name(parsePolicy, "parsePolicy");

// test/organisation/make-large-policy.ts
function makeLargePolicyText(source) {
  const roles = Array.from({ length: 500 }, (_, index) => {
    const when = index < 200 ? `user.department -eq "Unit ${index}"` : index < 460 ? `user.department -eq "Unit ${index % 200}" -and user.jobTitle -eq "Function ${index % 37}"` : `user.jobTitle -startsWith "Function ${index % 40}" -and user.country -eq "${index % 2 === 0 ? "NL" : "BE"}"`;
    return `  - { id: r${index}, when: '${when}', grant: { groups: [sg-role-${index}] } }`;
  });
  const groups3 = Array.from({ length: 2e3 }, (_, index) => {
    const rule = index < 1600 ? `user.department -eq "Unit ${index % 200}" -and user.jobTitle -eq "Function ${index % 37}" -and user.country -eq "NL"` : index < 1990 ? `user.jobTitle -eq "Function ${index % 37}" -and (user.country -eq "BE" -or user.employeeType -eq "intern") -and user.department -ne "Unit ${index % 200}"` : `user.displayName -contains "${"aeioubdfkl".charAt(index % 10)}${index % 7}"`;
    return `  - { id: sg-rule-${index}, membershipRule: '${rule}' }`;
  });
  return `version: 1
domains: [voorbeeld.example]
source: ${source}
schedule: []
roles:
  - { id: everybody, when: 'user.employeeType -in ["employee", "intern"]', grant: { groups: [sg-everybody, sg-intranet] } }
${roles.slice(1).join("\n")}
groups:
${groups3.join("\n")}
`;
}
__name(makeLargePolicyText, "makeLargePolicyText");
function makeLargeGroups() {
  const names = [
    "sg-everybody",
    "sg-intranet",
    ...Array.from({ length: 500 }, (_, index) => `sg-role-${index}`),
    ...Array.from({ length: 2e3 }, (_, index) => `sg-rule-${index}`)
  ];
  return names.map((name) => ({
    id: `id-${name}`,
    displayName: name,
    mailNickname: name,
    membershipRule: null,
    ruleProcessing: null,
    barrier: null,
    memberIds: []
  }));
}
__name(makeLargeGroups, "makeLargeGroups");

// test/organisation/make-organisation.ts
var callNames = [
  "Sanne",
  "Daan",
  "Fatima",
  "Youssef",
  "Lieke",
  "Bram",
  "Aylin",
  "Sjoerd",
  "Noor",
  "Ravi",
  "Femke",
  "Thijs",
  "Esra",
  "Joost"
];
var birthNames = [
  "Vries",
  "Jansen",
  "Berg",
  "Bakker",
  "Yilmaz",
  "Dijkstra",
  "Smit",
  "Mulder",
  "Haddad",
  "Bosch",
  "Visser",
  "Meijer",
  "Ruiter"
];
var prefixes = ["de", "van der", "van den", void 0, void 0, void 0];
var unitCount = 200;
function makePerson(number2) {
  const prefix = prefixes[number2 % prefixes.length];
  return {
    personKey: `P${number2}`,
    sourceId: "hr",
    callName: callNames[number2 % callNames.length] ?? "Sanne",
    ...prefix === void 0 ? {} : { birthNamePrefix: prefix },
    birthName: `${birthNames[number2 % birthNames.length]}${Math.floor(number2 / 500) || ""}`,
    nameUse: "birth",
    employments: [
      {
        employmentKey: `E${number2}`,
        employeeNumber: String(1e5 + number2),
        kind: number2 % 20 === 0 ? "intern" : "employee",
        employerName: "Voorbeeld",
        startsOn: "2020-01-01",
        fte: 1,
        unitKey: `U${number2 % unitCount}`,
        functionTitle: `Function ${number2 % 37}`,
        country: number2 % 10 === 0 ? "BE" : "NL"
      }
    ],
    leaves: []
  };
}
__name(makePerson, "makePerson");
function makeUnits() {
  return Array.from({ length: unitCount }, (_, index) => ({
    unitKey: `U${index}`,
    name: `Unit ${index}`,
    headPersonKey: `P${index}`,
    ...index === 0 ? {} : { parentKey: `U${Math.floor((index - 1) / 4)}` }
  }));
}
__name(makeUnits, "makeUnits");
function carryOut(plan, groups3) {
  const accounts2 = /* @__PURE__ */ new Map();
  const members = new Map(groups3.map((group) => [group.id, group.memberIds ?? []]));
  for (const operation of plan.operations) {
    const { kind, target, after } = operation;
    const personKey = personOf(operation);
    if (kind === "create-account")
      accounts2.set(personKey, makeAccount(personKey, target.userPrincipalName, after ?? {}));
    const account = accounts2.get(personKey);
    if (kind === "set-manager" && account) account.managerId = `A-${String(after?.managerPersonKey)}`;
    if (kind === "add-member") members.get(target.groupId ?? "")?.push(`A-${personKey}`);
  }
  return [...accounts2.values()];
}
__name(carryOut, "carryOut");
function makeAccount(personKey, userPrincipalName, after) {
  const { userPrincipalName: _address, mailNickname, accountEnabled, ...attributes2 } = after;
  return {
    id: `A-${personKey}`,
    userPrincipalName,
    mail: null,
    mailNickname: String(mailNickname),
    proxyAddresses: [],
    otherMails: [],
    licences: [],
    accountEnabled: accountEnabled === true,
    attributes: attributes2,
    stampedPersonKey: personKey,
    stampTaken: false,
    managerId: null,
    isSynced: false,
    isGuest: false,
    deletedAt: null
  };
}
__name(makeAccount, "makeAccount");

// ../../tmp/prof/unchanged.mts
import { Session } from "node:inspector/promises";
import fs from "node:fs";
var count = Number(process.argv[2]);
var policy = parsePolicy(makeLargePolicyText("{ id: hr, connector: csv, folder: ./hr }"), { name: "bench", folder: "/" });
var people = Array.from({ length: count }, (_, i) => makePerson(i));
var groups2 = makeLargeGroups();
var base = { now: "2026-11-24T08:00:00Z", policy, people, units: makeUnits(), setAside: [], grants: [], urgentExits: [], ownership: /* @__PURE__ */ new Map(), ledger: emptyLedger, links: /* @__PURE__ */ new Map() };
var s = new Session();
s.connect();
await s.post("Profiler.enable");
await s.post("Profiler.setSamplingInterval", { interval: 500 });
await s.post("Profiler.start");
var t = performance.now();
var first = planPeople({ ...base, directory: { accounts: [], deletedAccounts: [], groups: groups2, applications: [], skus: [] } });
console.log("first", performance.now() - t);
fs.writeFileSync("/tmp/prof/first.json", JSON.stringify((await s.post("Profiler.stop")).profile));
var accounts = carryOut(first, groups2);
var { reservations, holdings } = first.ledger;
first = null;
var known = { ...base, ledger: { ...emptyLedger, reservations, holdings } };
var run = /* @__PURE__ */ __name(() => {
  const t2 = performance.now();
  const a = planPeople({ ...known, directory: { accounts, deletedAccounts: [], groups: groups2, applications: [], skus: [] } });
  console.log("unchanged", performance.now() - t2, a.operations.length);
}, "run");
globalThis.gc?.();
run();
run();
await s.post("Profiler.start");
run();
run();
fs.writeFileSync("/tmp/prof/unch.json", JSON.stringify((await s.post("Profiler.stop")).profile));
console.log("rss", process.resourceUsage().maxRSS / 1024);
