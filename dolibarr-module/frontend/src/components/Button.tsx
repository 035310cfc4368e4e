/* Mantine's button at 44 px, also as a link of the router. One accent button a screen (ui.md, rule 2). */
import { Button as MantineButton, type ButtonProps, type ElementProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { forwardRef } from 'react';

type Props = ButtonProps & ElementProps<'button', keyof ButtonProps>;

export function Button({ type = 'button', ...rest }: Props) {
  return <MantineButton type={type} {...rest} />;
}

type AnchorProps = ButtonProps & Omit<ElementProps<'a', keyof ButtonProps>, 'ref'>;

export const ButtonAnchor = forwardRef<HTMLAnchorElement, AnchorProps>(
  function ButtonAnchor(props, ref) {
    return <MantineButton ref={ref} component="a" {...props} />;
  },
);

export const ButtonLink = createLink(ButtonAnchor);
