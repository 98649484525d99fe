import assert from 'node:assert/strict';
import { readIdentityRules } from '../../../../api/engine/identity/identity-rules.ts';
import { type JoinedPeople, joinPeople } from '../../../../api/engine/identity/join-people.ts';
import type { JoinInput } from '../../../../api/engine/identity/sort-records.ts';
import { explainPerson } from '../../../../api/engine/outlook/explain-person.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import type { HrReading, Person, Unit } from '../../../../models/person.ts';
import { type IdentityDecision, type LinkedRecord, recordId } from '../../../../models/same-people.ts';
import { identityTexts } from '../../../../models/texts/identity-texts.ts';
import { makeInput } from '../make-input.ts';

const policyOf = (identity: string, sources: readonly string[] = ['hr', 'planning', 'crm']) =>
  parsePolicy(
    `version: 1
domains: [voorbeeld.nl]
sources: [${sources.map((id) => `{ id: ${id}, connector: csv, folder: ./${id} }`).join(', ')}]
identity: ${identity}
`,
    { name: 'test', folder: '/' },
  );

const person = (sourceId: string, personKey: string, more: Partial<Person> = {}): Person => ({
  personKey,
  sourceId,
  callName: 'Bo',
  birthName: 'Berg',
  nameUse: 'birth',
  employments: [{ employmentKey: 'e', kind: 'employee', employeeNumber: 'N1', startsOn: '2020-01-01', unitKey: 'U' }],
  leaves: [],
  ...more,
});

const reading = (sourceId: string, people: Person[], more: Partial<HrReading> = {}): HrReading => ({
  sourceId,
  readAt: '',
  changedAt: null,
  people,
  units: [],
  setAside: [],
  ...more,
});

function join(identity: string, readings: HrReading[], more: Partial<JoinInput> = {}): JoinedPeople {
  return joinPeople({
    readings,
    rules: readIdentityRules(policyOf(identity).policy),
    links: [],
    absent: [],
    decisions: [],
    hasAccount: () => false,
    texts: identityTexts.en,
    ...more,
  });
}

const peopleOf = ({ readings }: JoinedPeople): Person[] => readings.flatMap(({ people }) => people);
const byNumber = '{ sameBy: [employeeNumber] }';

describe('one person of several sources', () => {
  it('is the very same reading where there is one source and nothing was written down', () => {
    const hr = reading('hr', [person('hr', '1')]);
    assert.equal(join(byNumber, [hr]).readings[0], hr);
  });

  it('sets aside whom one source has twice, and whose key cannot be one', () => {
    const long = 'x'.repeat(300);
    const joined = join(byNumber, [reading('hr', [person('hr', '1'), person('hr', '1'), person('hr', long)])]);
    assert.deepEqual(peopleOf(joined), []);
    assert.deepEqual(joined.readings[0]?.setAside.map(({ personKey, reason }) => [personKey?.length, reason]).sort(), [
      [1, 'conflicting-rows'],
      [300, 'broken-row'],
    ]);
  });

  it('takes each thing from the source that counts for it, and a surname with all that belongs to it', () => {
    const [merged] = peopleOf(
      join('{ sameBy: [employeeNumber], authority: { workEmail: [planning], names: [crm, hr] } }', [
        reading('hr', [
          person('hr', '1', {
            workEmail: 'b@hr.nl',
            initials: 'B.',
            partnerName: 'Vos',
            partnerNamePrefix: 'de',
            nameUse: 'partner',
          }),
        ]),
        reading('planning', [person('planning', '2', { workEmail: 'b@planning.nl', mobilePhone: ' ' })]),
        reading('crm', [person('crm', '3', { callName: 'Bobby', birthName: ' ', mobilePhone: '06' })]),
      ]),
    );
    assert.deepEqual(
      [
        merged?.callName,
        merged?.initials,
        merged?.partnerName,
        merged?.nameUse,
        merged?.workEmail,
        merged?.mobilePhone,
      ],
      ['Bobby', 'B.', 'Vos', 'partner', 'b@planning.nl', '06'],
    );
    assert.deepEqual(merged?.saidBy, {
      callName: 'crm',
      initials: 'hr',
      surname: 'hr',
      workEmail: 'planning',
      mobilePhone: 'crm',
    });
  });

  it('has all employments and leaves, told apart, or those of the first source that has any', () => {
    const leave = { leaveKey: 'l', startsOn: '2026-01-01' };
    const nameless = { startsOn: '2026-05-01' };
    const two = [
      reading('hr', [person('hr', '1', { leaves: [leave, nameless] })]),
      reading('planning', [person('planning', '2', { leaves: [leave] })]),
    ];
    const [all] = peopleOf(join(byNumber, two));
    assert.deepEqual(
      all?.employments.map(({ employmentKey }) => employmentKey),
      ['e', 'planning:e'],
    );
    assert.deepEqual(
      all?.leaves.map(({ leaveKey }) => leaveKey),
      ['l', undefined, 'planning:l'],
    );
    const [one] = peopleOf(
      join('{ sameBy: [employeeNumber], authority: { employments: [planning], leaves: [crm, planning] } }', two),
    );
    assert.deepEqual(
      one?.employments.map(({ statedBy }) => statedBy),
      [{ sourceId: 'planning', rank: 0 }],
    );
    assert.deepEqual(
      one?.leaves.map(({ leaveKey }) => leaveKey),
      ['l'],
    );
    const [none] = peopleOf(
      join('{ sameBy: [personKey], authority: { employments: [hr] } }', [
        reading('hr', [person('hr', '1', { employments: [] })]),
        reading('planning', [person('planning', '1', { employments: [] })]),
      ]),
    );
    assert.deepEqual(none?.employments, []);
  });

  it('is out where every source that employs them says so, and in where one says nothing of the kind', () => {
    const said = (hr: boolean | undefined, planning: boolean | undefined) => {
      const [merged] = peopleOf(
        join(byNumber, [
          reading('hr', [person('hr', '1', hr === undefined ? {} : { isActive: hr })]),
          reading('planning', [person('planning', '2', planning === undefined ? {} : { isActive: planning })]),
        ]),
      );
      return [merged?.isActive, merged?.employments.map(({ statedBy }) => statedBy?.isRevoked === true)];
    };
    assert.deepEqual(said(false, false), [false, [false, false]]);
    assert.deepEqual(said(false, undefined), [undefined, [true, false]]);
    assert.deepEqual(said(false, true), [true, [true, false]]);
    assert.deepEqual(said(undefined, undefined), [undefined, [false, false]]);
  });

  it('is not joined by what a crowd has in common', () => {
    const crowd = (sourceId: string) =>
      reading(
        sourceId,
        Array.from({ length: 15 }, (_, index) =>
          person(sourceId, `${sourceId}${index}`, { workEmail: 'info@x.nl', employments: [] }),
        ),
      );
    const joined = join('{ sameBy: [workEmail] }', [crowd('hr'), crowd('planning')]);
    assert.deepEqual([joined.links, joined.doubts], [[], []]);
    assert.equal(peopleOf(joined).length, 30);
  });

  it('may be joined by other keys between two sources than elsewhere, or by none', () => {
    const rules = '{ sameBy: [employeeNumber], between: [{ sources: [crm, hr], sameBy: [] }] }';
    const joined = join(rules, [reading('hr', [person('hr', '1')]), reading('crm', [person('crm', '3')])]);
    assert.deepEqual(
      joined.doubts.map(({ reason }) => reason),
      ['looks-alike'],
    );
    assert.equal(peopleOf(joined).length, 2);
  });

  it('is not joined over a third record with whom they were said not to be', () => {
    const decisions: IdentityDecision[] = [
      {
        left: { sourceId: 'hr', recordKey: '1' },
        right: { sourceId: 'planning', recordKey: '2' },
        answer: 'two',
        by: '',
        at: '',
      },
      {
        left: { sourceId: 'hr', recordKey: 'gone' },
        right: { sourceId: 'planning', recordKey: '2' },
        answer: 'same',
        by: '',
        at: '',
      },
    ];
    const three = [
      reading('hr', [person('hr', '1')]),
      reading('planning', [person('planning', '2')]),
      reading('crm', [person('crm', '3')]),
    ];
    const joined = join(byNumber, three, { decisions });
    assert.deepEqual(
      joined.doubts.map(({ reason, left, right, waits }) => `${reason} ${recordId(left)} ${recordId(right)} ${waits}`),
      ['parted hr/1 crm/3 3', 'parted planning/2 crm/3 3'],
    );
    const linked: LinkedRecord[] = [
      { sourceId: 'planning', recordKey: '2', personKey: '2', hash: '', person: null },
      { sourceId: 'crm', recordKey: '3', personKey: '2', hash: '', person: null },
    ];
    const again = join(byNumber, three, { decisions, links: linked });
    assert.deepEqual(
      again.doubts.map(({ hindrance }) => hindrance),
      ['parted'],
    );
  });

  it('says of two under one key nothing but that', () => {
    const alike = [
      reading('hr', [person('hr', '1', { mobilePhone: '0612345678' })]),
      reading('planning', [person('planning', '1', { mobilePhone: '0612345678' })]),
    ];
    const joined = join('{}', alike);
    assert.deepEqual(joined.doubts, []);
    assert.equal(joined.readings.flatMap(({ setAside }) => setAside).length, 1);
  });

  it('compares what a record that cannot be used still says: its key', () => {
    const joined = join('{ sameBy: [personKey] }', [
      reading('hr', [person('hr', '1')]),
      reading('planning', [], {
        setAside: [
          { personKey: '1', reason: 'broken-row', text: 'x.', where: 'planning' },
          { personKey: null, reason: 'no-key', text: 'y', where: 'planning' },
        ],
      }),
    ]);
    assert.deepEqual(peopleOf(joined), []);
    assert.deepEqual(
      joined.readings.flatMap(({ setAside }) => setAside.map(({ personKey }) => personKey)),
      [null, '1'],
    );
    const rivals = join(
      '{ sameBy: [personKey] }',
      [
        reading('hr', [], { setAside: [{ personKey: '1', reason: 'broken-row', text: 'x.', where: 'hr' }] }),
        reading('planning', [person('planning', '1')]),
      ],
      { decisions: [], hasAccount: () => true },
    );
    assert.deepEqual(rivals.doubts, []);
  });

  it('says of a record that cannot be used its key, where it may be somebody with another account', () => {
    const joined = join(
      '{ sameBy: [personKey], prefixes: { planning: p- } }',
      [
        reading('hr', [person('hr', '1')]),
        reading('planning', [], {
          setAside: [{ personKey: '1', reason: 'broken-row', text: 'x.', where: 'planning' }],
        }),
      ],
      { hasAccount: () => true },
    );
    assert.deepEqual(
      joined.doubts.map(({ reason, right, waits }) => [reason, right.name, waits]),
      [['two-accounts', '1', null]],
    );
  });

  it('lets whoever has no account wait, also in the source that counts more', () => {
    const two = [
      reading('hr', [person('hr', '1')]),
      reading('planning', [person('planning', '2')]),
      reading('odd', [person('odd', '3', { employments: [] })]),
    ];
    const { doubts } = join('{}', two, { hasAccount: (key) => key === '2' });
    assert.deepEqual(
      doubts.map(({ waits }) => waits),
      ['1'],
    );
    const input = makeInput({ joined: { doubts, notes: [] } });
    assert.match(planPeople(input).notes[0]?.text ?? '', /Bo Berg \(hr\/1\) gets no account/);
  });

  it('says which numbers differ, whatever employments have none', () => {
    const numbers = (...list: (string | undefined)[]) =>
      list.map((employeeNumber, at) => ({
        employmentKey: String(at),
        kind: 'employee' as const,
        ...(employeeNumber === undefined ? {} : { employeeNumber }),
      }));
    const { doubts } = join('{ sameBy: [employeeNumber, workEmail] }', [
      reading('hr', [person('hr', '1', { workEmail: 'b@x.nl', employments: numbers('N1', undefined, 'N2') })]),
      reading('planning', [person('planning', '2', { workEmail: 'B@x.nl', employments: numbers('X1') })]),
    ]);
    assert.deepEqual(
      doubts.map(({ reason, differs }) => [reason, differs]),
      [['keys-disagree', [{ what: 'employeeNumber', left: 'N1, N2', right: 'X1' }]]],
    );
  });

  it('counts rows that cannot be used for more than those that can', () => {
    const entry = { personKey: '1', reason: 'broken-row' as const, text: 'x', where: 'hr' };
    const joined = join(byNumber, [
      reading('hr', [person('hr', '1')], { setAside: [entry, { ...entry, text: 'y' }] }),
      reading('planning', []),
    ]);
    assert.deepEqual(joined.readings[0]?.people, []);
    assert.deepEqual(joined.readings[0]?.setAside, [entry]);
  });

  it('has no name where no source says one', () => {
    const nameless = (sourceId: string) => {
      const { callName: _, birthName: __, ...rest } = person(sourceId, sourceId);
      return reading(sourceId, [rest]);
    };
    const [merged] = peopleOf(join(byNumber, [nameless('hr'), nameless('planning')]));
    assert.deepEqual(
      [merged?.birthName, merged?.callName, merged?.nameUse, merged?.saidBy],
      [undefined, undefined, 'birth', {}],
    );
  });

  it('reads managers and heads in the words of their own source first', () => {
    const boss = (sourceId: string, key: string, number: string) =>
      person(sourceId, key, {
        employments: [
          { employmentKey: 'e', kind: 'employee', employeeNumber: number, unitKey: '10', managerPersonKey: '9' },
        ],
      });
    const unit = (more: Partial<Unit> = {}): Unit => ({ unitKey: '10', name: 'X', ...more });
    const joined = join('{ sameBy: [employeeNumber], prefixes: { crm: c- } }', [
      reading('hr', [boss('hr', '9', 'N9'), boss('hr', '1', 'N1')], { units: [unit({ headPersonKey: '1' })] }),
      reading('planning', [boss('planning', '5', 'N9')], {
        units: [unit({ headPersonKey: '9', parentKey: '10' }), { unitKey: '11', name: 'Y', parentKey: '12' }],
      }),
      reading('crm', [boss('crm', '7', 'N7')], { units: [{ unitKey: 'c', name: 'Z', headPersonKey: 'nobody' }] }),
    ]);
    const of = (key: string) =>
      peopleOf(joined)
        .find(({ personKey }) => personKey === key)
        ?.employments.map(({ managerPersonKey, unitKey }) => `${managerPersonKey} ${unitKey}`);
    assert.deepEqual(of('9'), ['9 10', '9 planning:10']);
    assert.deepEqual(of('c-7'), ['c-9 10']);
    assert.deepEqual(
      joined.readings.map(({ units }) => units),
      [
        [{ unitKey: '10', name: 'X', headPersonKey: '1' }],
        [
          { unitKey: 'planning:10', name: 'X', parentKey: 'planning:10', headPersonKey: '9' },
          { unitKey: '11', name: 'Y', parentKey: '12' },
        ],
        [{ unitKey: 'c', name: 'Z', headPersonKey: 'c-nobody' }],
      ],
    );
  });

  it('has one unit of two sources where the policy says that they are shared, and a key of its own where that is taken', () => {
    const unit = (more: Partial<Unit> = {}): Unit => ({ unitKey: '10', name: 'X', ...more });
    const two = [
      reading('planning', [], { units: [unit({ name: 'Y', headPersonKey: '1' })] }),
      reading('hr', [], { units: [unit()] }),
    ];
    const shared = join('{ units: shared }', two);
    assert.deepEqual(
      shared.readings.flatMap(({ units }) => units),
      [{ unitKey: '10', name: 'X', headPersonKey: '1' }],
    );
    const taken = join('{}', [
      reading('hr', [], { units: [unit(), { unitKey: 'planning:10', name: 'odd' }] }),
      reading('planning', [], { units: [unit()] }),
    ]);
    assert.deepEqual(
      taken.readings[1]?.units.map(({ unitKey }) => unitKey),
      ['planning:planning:10'],
    );
  });

  it('keeps the links of whom no source names, and drops those that nobody needs', () => {
    const link = (sourceId: string, recordKey: string, personKey: string): LinkedRecord => ({
      sourceId,
      recordKey,
      personKey,
      hash: '',
      person: null,
    });
    const gone = { ...link('planning', '8', '8'), person: person('planning', '8') };
    const links = [link('hr', '1', '1'), gone, link('crm', '4', 'c4')];
    const joined = join(byNumber, [reading('hr', [person('hr', '1')]), reading('planning', []), reading('crm', [])], {
      links,
      absent: [gone, link('crm', '4', 'c4')],
    });
    assert.deepEqual(joined.unlinked, [{ sourceId: 'hr', recordKey: '1' }]);
    assert.deepEqual(joined.links, []);
  });

  it('explains which source each attribute comes from', () => {
    const policy = policyOf(
      "{ sameBy: [employeeNumber], authority: { workEmail: [planning] } }\nattributes: { mobilePhone: '${mobilePhone}', businessPhone: '${workPhone} ${personKey}', city: 'Olst' }",
    );
    const joined = joinPeople({
      readings: [
        reading('hr', [person('hr', '1')], { units: [{ unitKey: 'U', name: 'Sales' }] }),
        reading('planning', [person('planning', '2', { mobilePhone: '06', givenName: 'Bo' })]),
      ],
      rules: readIdentityRules(policy.policy),
      links: [],
      absent: [],
      decisions: [],
      hasAccount: () => false,
      texts: identityTexts.en,
    });
    const input = makeInput({ policy, people: peopleOf(joined), units: joined.readings.flatMap(({ units }) => units) });
    const said = new Map(explainPerson('1', input)?.items.map(({ item, reasons }) => [item, reasons[0]?.text ?? '']));
    assert.match(said.get('mobilePhone') ?? '', /in HR \(planning\)$/);
    assert.match(said.get('displayName') ?? '', /in HR \(hr\)$/);
    assert.match(said.get('department') ?? '', /in HR \(hr\)$/);
    assert.match(said.get('city') ?? '', /in HR$/);
    const [merged] = peopleOf(joined);
    for (const called of ['givenName', 'initials'] as const) {
      const { callName: _, givenName: __, ...rest } = merged as Person;
      const renamed: Person = { ...rest, [called]: 'Bo', saidBy: { [called]: 'planning', surname: 'hr' } };
      const items = explainPerson('1', { ...input, people: [renamed] })?.items;
      const text = items?.find(({ item }) => item === 'displayName')?.reasons[0]?.text ?? '';
      assert.match(text, /\(planning, hr\)$/, called);
    }
  });
});
