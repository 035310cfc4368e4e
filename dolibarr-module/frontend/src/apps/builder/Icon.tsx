/* An icon of the sprite that `make` writes beside the islands. */
let sprite = 'icons.svg';
export const setSprite = (url: string): void => {
  sprite = url;
};
export const spriteUrl = (): string => sprite;

export function Icon({ name, size = 18 }: { name: string; size?: number }) {
  return (
    <svg className="elb-icon" width={size} height={size} aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
