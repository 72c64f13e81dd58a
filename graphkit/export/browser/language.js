// Tells the browser in which language the page is, for screen readers, line breaks and its own translator.

export default function ({ data }) {
  document.documentElement.lang = data;
}
