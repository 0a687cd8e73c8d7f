/**
 * React Aria would write a style element for what can be pressed, which the policy of the page forbids. It asks first
 * whether it has written it already; the same rule stands in ui/widgets.css.
 */
const mark = 'react-aria-pressable-style';

if (document.getElementById(mark) === null) {
  const written = document.createElement('template');
  written.id = mark;
  document.head.append(written);
}
