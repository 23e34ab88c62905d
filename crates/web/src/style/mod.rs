//! The style page: every part in every state, in both languages.
