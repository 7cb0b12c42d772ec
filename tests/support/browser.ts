/** A real browser from npm, for journeys and for looking at pages. One is shared by a test run; close what you open in it. */
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

let running: Promise<Browser> | undefined;

/** Starts the browser once and gives it to whoever asks. */
export function openBrowser(): Promise<Browser> {
  running ??= start();
  return running;
}

export async function closeBrowser(): Promise<void> {
  const browser = await running;
  running = undefined;
  await browser?.close();
}

async function start(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: [...FLAGS],
    headless: true,
  });
}

/** As root there is no sandbox, and small machines have little shared memory and no graphics card. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];
