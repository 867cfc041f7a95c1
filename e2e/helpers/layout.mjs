/** The narrowest phone that counts. */
export const NARROW = { width: 320, height: 640 };

/** What sticks out to the right, in words; nothing when the page fits. */
export function tooWide(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return '';
    const culprits = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > room + 0.5);
    return culprits.slice(0, 5).map((element) => `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 30)}`).join(' | ') || 'something';
  });
}
