/* Mantine's side of the tokens; values stand in styles/, here are only defaults of components. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const accent = Array.from({ length: 10 }, () => 'var(--el-accent)') as unknown as MantineColorsTuple;

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent },
  fontFamily: 'var(--el-font)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  defaultRadius: 'md',
  components: {
    Button: { defaultProps: { size: 'md' }, classNames: { root: 'el-button' } },
    TextInput: { defaultProps: { size: 'md', withAsterisk: false } },
    PasswordInput: { defaultProps: { size: 'md', withAsterisk: false } },
    Checkbox: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { padding: 'lg', radius: 'lg', size: 440 } },
  },
});
