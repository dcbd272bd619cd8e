import { useEffect, useState } from 'react';
import { askCustodianKey } from '../../browser/report-seal.ts';
import { ANONYMITIES, type Anonymity } from '../../domain/tip-off.ts';
import { ClaimSecretField } from './ClaimSecretField.tsx';
import { Mistake } from './Mistake.tsx';
import { TextField } from './TextField.tsx';
import type { StepProps } from './step-props.ts';

const NAMES: Record<Anonymity, [name: string, meaning: string]> = {
  anonymous: ['匿名', '什么都不留。凭查询码查进度、回答办理人员的提问。'],
  pseudonymous: ['隐名', '留一个化名和能找到您的办法，不写真名。'],
  named: ['实名', '留真实姓名和联系方式。'],
};

type KeyState = 'asking' | 'there' | 'none' | 'unreachable';

export function ContactStep(props: StepProps) {
  const { report, change, mistake, choices } = props;
  const [key, setKey] = useState<KeyState>('asking');
  useEffect(() => {
    let isGone = false;
    void askCustodianKey().then((found) => {
      if (!isGone) setKey(typeof found === 'string' ? found : 'there');
    });
    return () => {
      isGone = true;
    };
  }, []);
  const isTipOff = report.kind !== 'situation';
  const isOnlyAnonymous = key === 'none';
  const proof = choices.proofRules.find(({ adcode }) => report.adcode.startsWith(adcode));
  const payWords: Record<Anonymity, string> = {
    anonymous:
      proof === undefined
        ? '全国的办法只给实名举报人发奖金，匿名的一般领不到。'
        : `按${proof.name}，匿名的凭能证明是本人的办法（如领奖密码）也能领。`,
    pseudonymous: '奖金要在领奖时说明真实身份，当地同意才能领。',
    named: '查实后可以按规定领奖金。',
  };
  return (
    <>
      <fieldset>
        <legend>要不要让人知道您是谁</legend>
        {ANONYMITIES.map((anonymity) => (
          <label className="choice" key={anonymity}>
            <input
              id={`report-${anonymity}`}
              type="radio"
              name="anonymity"
              value={anonymity}
              checked={report.anonymity === anonymity}
              disabled={isOnlyAnonymous && anonymity !== 'anonymous'}
              onChange={() => change({ anonymity })}
            />
            <span>
              <strong>{NAMES[anonymity][0]}</strong>
              <br />
              <span className="hint">
                {NAMES[anonymity][1]}
                {isTipOff && payWords[anonymity]}
              </span>
            </span>
          </label>
        ))}
        <Mistake id="report-anonymity-error" field="anonymity" mistake={mistake} />
      </fieldset>
      <p className="hint" role="status">
        {isOnlyAnonymous &&
          '这里还没有设身份保管员，留下的姓名没有办法只给该看的人看，所以现在只收匿名举报。'}
        {key === 'unreachable' && '现在没有网络。写好先存着，提交时再加密。'}
      </p>
      {report.isInsider === 'on' && report.anonymity !== 'named' && (
        <p className="note">您勾了“我在这里工作”。从业人员举报不留真名的，规定说可以不予受理。</p>
      )}
      {report.anonymity !== 'anonymous' && !isOnlyAnonymous && <IdentityFields {...props} />}
      {isTipOff && <ClaimSecretField {...props} />}
    </>
  );
}

function IdentityFields(props: StepProps) {
  const isNamed = props.report.anonymity === 'named';
  return (
    <>
      <p className="note">
        下面三格在您的手机上加密后才送出，只有身份保管员打得开；办理的人要看，得先申请、说明理由、留下记录。现在不要写身份证号和银行卡号，领奖金时才需要。
      </p>
      <TextField {...props} field="name" label={isNamed ? '真实姓名' : '怎么称呼您（可以是化名）'} />
      <TextField
        {...props}
        field="contact"
        label="怎么联系到您"
        hint="电话、邮箱都行。别留单位的电话、单位的邮箱。"
      />
      <TextField
        {...props}
        field="note"
        label="什么时候联系方便（可以不填）"
        hint="例如：晚上 8 点后打，别说是应急局。"
      />
    </>
  );
}
