// The standard and accessibility, without matters of taste: how the templates are laid out is seen by nobody.
export default {
  extends: ['html-validate:recommended'],
  rules: {
    // White space and the way of writing.
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'doctype-style': 'off',
    'attr-quotes': 'off',
    'void-style': 'off',
    // How a telephone number breaks is for the style sheet.
    'tel-non-breaking': 'off',
    // A fact that is asked of the reader goes by its own name, with its dot; the standard allows it.
    'valid-id': ['error', { relaxed: true }],
    // A list of results under a field is no `select`; the frame of a wide table is a region by its name only.
    'prefer-native-element': ['error', { exclude: ['listbox', 'region'] }],
  },
};
