/**
 * A document as a file that a browser saves and never shows: whoever has sent it may have put anything in it, so it is nothing but
 * bytes, whatever it calls itself.
 */
export function documentFile(name: string, body: R2ObjectBody): Response {
  // RFC 6266: letters that mean nothing in a header for old browsers, and the name as it is for the others.
  const plain = name.replaceAll(/[^\w. -]/g, "_");
  const whole = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return new Response(body.body, {
    headers: {
      "content-type": "application/octet-stream",
      "content-length": String(body.size),
      "content-disposition": `attachment; filename="${plain}"; filename*=UTF-8''${whole}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    },
  });
}
