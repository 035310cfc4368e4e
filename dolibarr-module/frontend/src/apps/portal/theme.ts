/* Mantine's side of the tokens; values stand in styles/, here are only defaults of components. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const accent = Array.from(
  { length: 10 },
  () => 'var(--el-accent)',
) as unknown as MantineColorsTuple;

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent },
  fontFamily: 'var(--el-font)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  defaultRadius: 'md',
  components: {
    Button: {
      defaultProps: { size: 'md' },
      classNames: { root: 'el-button' },
      vars: (_theme: unknown, { size }: { size?: unknown }) => ({
        root: {
          '--button-height': size === 'sm' ? '36px' : 'var(--el-target)',
          '--button-padding-x': size === 'sm' ? '12px' : '18px',
          '--button-fz': size === 'sm' ? 'var(--el-text-14)' : 'var(--el-text-16)',
        },
      }),
    },
    TextInput: { defaultProps: { size: 'md', withAsterisk: false } },
    PasswordInput: { defaultProps: { size: 'md', withAsterisk: false } },
    Checkbox: { defaultProps: { size: 'sm' } },
  },
});
