/** Why a match cannot be accepted or rejected, without words: `wordMatchProblem` has them. Addresses are those of accounts, `who` names a person. */
export type MatchProblem =
  | { kind: 'guest' | 'synced' | 'protected'; address: string }
  | { kind: 'unknown-person' | 'unknown-account'; text: string; nearest: string | null }
  | { kind: 'several-accounts'; text: string; addresses: string[] }
  | { kind: 'has-account'; who: string; address: string }
  | { kind: 'is-somebodys'; address: string; owner: string }
  | { kind: 'choose-one'; who: string; addresses: string[] }
  | { kind: 'fits-others'; who: string; address: string; others: string[] }
  | { kind: 'nothing-proposed'; who: string }
  | { kind: 'two-people'; address: string; people: string[] }
  | { kind: 'two-accounts'; who: string; addresses: string[] }
  | { kind: 'accepted-and-rejected'; who: string; address: string };
