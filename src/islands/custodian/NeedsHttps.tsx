/** Outside https a browser has no cryptography, and whoever sits between could change this page. */
export function NeedsHttps() {
  if (isSecureContext) return null;
  return (
    <p className="note danger" role="alert">
      <strong>请用 https 网址打开本站。</strong>
      现在的网址不加密，浏览器不提供加密功能，密钥和身份信息也不该在这里打开。
    </p>
  );
}
