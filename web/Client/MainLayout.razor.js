// Where the navigation is a strip that scrolls, the page that is open must be in sight.
export const showWhere = nav => nav.querySelector('a.active')?.scrollIntoView({ inline: 'center', block: 'nearest' });
