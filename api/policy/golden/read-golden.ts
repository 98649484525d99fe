import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import { GoldenExample } from '../../../models/golden.ts';
import { problemsOf } from '../policy-problem.ts';
import { type FileFinding, readYaml } from '../read-yaml.ts';
import type { PlacedExample } from './play-golden.ts';

/** A golden file as text, by its name from the policy's folder. */
export interface GoldenText {
  file: string;
  text: string;
}

/** The folder of golden people of a policy. */
export const goldenFolder = (policyPath: string): string => join(dirname(resolve(policyPath)), 'golden');

/**
 * The golden files beside a policy, in the order of their names; none when there is no folder.
 * @throws InstroomError `policy` when they are there and cannot be read
 */
export async function readGoldenTexts(policyPath: string): Promise<GoldenText[]> {
  const folder = goldenFolder(policyPath);
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
    return await Promise.all(
      names.map(async (name) => ({
        file: `${basename(folder)}/${name}`,
        text: await readFile(join(folder, name), 'utf8'),
      })),
    );
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new InstroomError('policy', `The golden people in ${folder} cannot be read.`, {
      advice: 'Let Instroom read the folder and the files in it.',
      cause,
    });
  }
}

/** The examples of golden files, one or a list in each, and everything that has to be mended in them. */
export function parseGolden(texts: readonly GoldenText[]): { examples: PlacedExample[]; findings: FileFinding[] } {
  const parsed = texts.map(parseFile);
  return { examples: parsed.flatMap((file) => file.examples), findings: parsed.flatMap((file) => file.findings) };
}

const Several = z.array(GoldenExample);

function parseFile({ file, text }: GoldenText): { examples: PlacedExample[]; findings: FileFinding[] } {
  const reading = readYaml(text, file);
  if (reading.kind === 'broken') return { examples: [], findings: reading.findings };
  const isList = Array.isArray(reading.value);
  const schema: z.ZodType<GoldenExample | GoldenExample[]> = isList ? Several : GoldenExample;
  const parsed = schema.safeParse(reading.value, { reportInput: true });
  if (!parsed.success) return { examples: [], findings: problemsOf(parsed.error, schema).map(reading.locate) };
  const examples = Array.isArray(parsed.data) ? parsed.data : [parsed.data];
  return {
    examples: examples.map((example, index) => {
      const { line } = reading.locate({ path: isList ? [index] : [], text: '' });
      return { file, line, example };
    }),
    findings: [],
  };
}
