import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * Draws every golden card with Microsoft's own renderer, at the width of a phone, English beside Dutch, into one page and one picture
 * that a person can look through. `npm run cards`; an argument keeps to the cards whose name holds it. Colours and sizes are close to those
 * of Teams, not the same.
 * @see https://learn.microsoft.com/adaptive-cards/sdk/rendering-cards/javascript/getting-started
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const golden = join(root, 'test/cards/golden');
const output = join(root, 'output/cards');

const browsers = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What Teams does to cards, as far as the renderer lets itself be told. */
const hostConfig = {
  fontFamily: '"Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif',
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#D1D1D1' },
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  containerStyles: {
    default: style('#FFFFFF'),
    emphasis: style('#F0F0F0'),
    accent: style('#E8EBFA'),
    good: style('#E7F2DA'),
    warning: style('#FFF4CE'),
    attention: style('#FCE8EA'),
  },
  actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  inputs: { label: { requiredInputs: { weight: 'bolder' }, optionalInputs: { weight: 'bolder' } } },
  factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 120 }, value: { wrap: true }, spacing: 12 },
};

function style(backgroundColor: string) {
  return { backgroundColor, foregroundColors: { default: { default: '#242424', subtle: '#616161' } } };
}

const css = `
  body { font-family: ${hostConfig.fontFamily}; background: #EBEBEB; margin: 16px; width: 740px; }
  h2 { font-size: 14px; margin: 20px 0 6px; } .row { display: flex; gap: 20px; align-items: flex-start; }
  .card { width: 340px; background: #FFF; border-radius: 6px; box-shadow: 0 1px 3px #0003; overflow: hidden; }
  .ac-pushButton { padding: 6px 12px; border: 1px solid #D1D1D1; border-radius: 4px; background: #FFF; font-size: 14px; }
  .style-positive { background: #5B5FC7; color: #FFF; } .style-destructive { color: #B10E1C; border-color: #B10E1C; }
  .ac-input { box-sizing: border-box; border: 1px solid #BBB; border-radius: 4px; padding: 6px; font: inherit; }
  textarea.ac-input { min-height: 56px; }
  .ac-choiceSetInput-filtered-container { border: 0 !important; padding: 0 !important; width: 100%; }
  .ac-choiceSetInput-filtered-dropdown { display: none; } p { margin: 0; }
`;

/** The cards by name, in both languages. */
function readCards(wanted: string): Map<string, Map<string, unknown>> {
  const cards = new Map<string, Map<string, unknown>>();
  for (const file of readdirSync(golden).sort()) {
    const [, name, language] = /^(.+)\.(en|nl)\.json$/.exec(file) ?? [];
    if (name === undefined || language === undefined || !name.includes(wanted)) continue;
    const card: unknown = JSON.parse(readFileSync(join(golden, file), 'utf8'));
    cards.set(name, (cards.get(name) ?? new Map()).set(language, card));
  }
  return cards;
}

/** Text that may stand inside a script element. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

function page(cards: Map<string, Map<string, unknown>>): string {
  const renderer = readFileSync(join(root, 'node_modules/adaptivecards-renderer/dist/adaptivecards.min.js'), 'utf8');
  const entries = [...cards].map(([name, languages]) => ({ name, cards: [...languages.values()] }));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cards of Instroom</title><style>${css}</style>
<script>${renderer.replaceAll('</script', '<\\/script')}</script></head><body><script>
const hostConfig = new AdaptiveCards.HostConfig(${inScript(hostConfig)});
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const bold = safe.replace(/(?<!\\\\)\\*\\*(.+?)(?<!\\\\)\\*\\*/g, '<b>$1</b>');
  result.outputHtml = bold.replace(/\\\\([\\\\\`*_[\\]~\\-+#.)])/g, '$1').replace(/\\n/g, '<br>');
  result.didProcess = true;
};
for (const { name, cards } of ${inScript(entries)}) {
  const heading = document.createElement('h2');
  heading.textContent = name;
  const row = document.createElement('div');
  row.className = 'row';
  for (const json of cards) {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = hostConfig;
    card.parse(json);
    const frame = document.createElement('div');
    frame.className = 'card';
    frame.append(card.render());
    row.append(frame);
  }
  document.body.append(heading, row);
}
document.body.dataset.done = 'yes';
</script></body></html>`;
}

async function drawContactSheet(wanted: string): Promise<string> {
  const executablePath = browsers.find((path) => path !== undefined && existsSync(path));
  mkdirSync(output, { recursive: true });
  const htmlPath = join(output, 'contact-sheet.html');
  const cards = readCards(wanted);
  writeFileSync(htmlPath, page(cards));
  const written = `${cards.size} cards in two languages: ${htmlPath}`;
  if (executablePath === undefined)
    return `${written}\nNo Chromium found, so no picture was made. Install one, or set CHROMIUM_PATH.`;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const view = await browser.newPage({ viewport: { width: 772, height: 900 } });
    const faults: string[] = [];
    view.on('pageerror', (error) => faults.push(error.message));
    await view.goto(pathToFileURL(htmlPath).href);
    if (faults.length > 0) throw new Error(`A card could not be drawn: ${faults.join('; ')}`);
    const picture = join(output, 'contact-sheet.png');
    await view.screenshot({ path: picture, fullPage: true });
    return `${written}\n${picture}`;
  } finally {
    await browser.close();
  }
}

process.stdout.write(`${await drawContactSheet(process.argv[2] ?? '')}\n`);
