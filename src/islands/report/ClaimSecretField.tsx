import { TextField } from './TextField.tsx';
import type { StepProps } from './step-props.ts';

/** The second half of what opens a reward. Only a slow hash of it is kept, so nobody can give it back. */
export function ClaimSecretField(props: StepProps) {
  return (
    <TextField
      {...props}
      field="claimSecret"
      label="领奖密码（可以不设）"
      hint="自己定 6 到 12 位数字。领奖金时，查询码要和它一起用，别人捡到查询码也领不走。别用生日和手机号后几位。没有地方能找回，请记牢。"
      input={{ inputMode: 'numeric', maxLength: 14 }}
    />
  );
}
