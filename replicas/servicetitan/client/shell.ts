import { html, raw } from 'hono/html';

/** The one page of the application; its script draws all else. */
export const shellPage = () =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>ServiceTitan (replica)</title>
        <link rel="stylesheet" href="/app/client.css" />
      </head>
      <body data-page="shell">
        <header id="top">
          <a class="logo" href="#/">ServiceTitan <small>replica</small></a>
          <nav>
            <a href="#/Dispatch/Board">Dispatch</a><a href="#/Dispatch/Booking">Calls</a>
            <a href="#/Customer/Index">Customers</a><a href="#/new/accounting/inbox">Accounting</a>
            <a href="#/new/inventory/purchase-orders">Inventory</a><a href="#/new/pricebook">Pricebook</a>
            <a href="#/new/reports/all">Reports</a>
          </nav>
          <form id="search"><input name="q" placeholder="Search jobs, customers, addresses" /></form>
          <span id="who"></span>
        </header>
        <main id="view"></main>
        <script src="/app/client.js"></script>
      </body>
    </html>`;

export const stylesheet = String(
  raw(`
*{box-sizing:border-box}body{margin:0;font:13px/1.45 "Segoe UI",Arial,sans-serif;background:#f2f4f7;color:#1d2a38}
a{color:#0b5cab;text-decoration:none}small{font-weight:400;opacity:.7}
#top{display:flex;align-items:center;gap:22px;height:48px;padding:0 18px;background:#12263f;color:#fff}
#top .logo{color:#fff;font-weight:700;font-size:16px}#top nav{display:flex;gap:4px}
#top nav a{color:#cfd9e6;padding:14px 12px;font-weight:600}#top nav a:hover{background:#1d3a5f;color:#fff}
#search{margin-left:auto}#search input{width:260px;padding:6px 10px;border:0;border-radius:4px;background:#28415f;color:#fff}
#search input::placeholder{color:#a9b8ca}#who{color:#cfd9e6;font-size:12px;text-align:right;line-height:1.25}
#view{padding:14px 18px;position:relative}h1{font-size:19px;margin:0 0 10px}h2{font-size:14px;margin:16px 0 6px}
.sub{color:#5b6a7b;margin:-6px 0 10px}.toolbar{display:flex;gap:10px;align-items:flex-end;margin-bottom:10px;flex-wrap:wrap}
.field{display:flex;flex-direction:column;gap:3px}.field>label{font-weight:600;font-size:12px;color:#4a5969}
input,textarea,select{font:inherit;padding:6px 8px;border:1px solid #b4bfcb;border-radius:4px;background:#fff}
.Trigger{display:inline-block;min-width:180px;max-width:340px;padding:6px 26px 6px 8px;border:1px solid #b4bfcb;border-radius:4px;background:#fff;cursor:pointer;position:relative;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.Trigger:after{content:"\\25BE";position:absolute;right:9px;color:#5b6a7b}
.Popper{position:absolute;z-index:50;min-width:210px;background:#fff;border:1px solid #c3ccd6;border-radius:4px;box-shadow:0 6px 20px rgba(20,40,70,.18);padding:6px}
.Select__search input{width:100%;margin-bottom:5px}.OptionList{max-height:240px;overflow:auto}
.Option{padding:6px 8px;border-radius:3px;cursor:pointer}.Option:hover{background:#e8f0fa}.Option.selected{background:#d8e7f8;font-weight:600}
.Option.disabled{color:#9aa7b5;cursor:default}
.Button{display:inline-block;padding:7px 14px;border-radius:4px;border:1px solid #b4bfcb;background:#fff;color:#1d2a38;font:inherit;font-weight:600;cursor:pointer}
.Button.primary{background:#0b68c4;border-color:#0b68c4;color:#fff}.Button.disabled{opacity:.45;cursor:default}
.Grid{background:#fff;border:1px solid #d7dee6;border-radius:4px;overflow:hidden}.Grid__bar{display:flex;gap:16px;align-items:center;padding:7px 10px;border-bottom:1px solid #e3e8ee;color:#4a5969}
.Grid__bar .Grid__count{font-weight:600;color:#1d2a38}.Grid__bar .spacer{flex:1}.Grid__bar button{padding:3px 9px;font:inherit}
.Grid__bar button{border:1px solid #b4bfcb;border-radius:4px;background:#fff;cursor:pointer}.Grid__bar button[disabled]{opacity:.45;cursor:default}
.Grid .amount{text-align:right;font-variant-numeric:tabular-nums}.Pill{display:inline-block;padding:1px 9px;border-radius:9px;background:#e8edf3;color:#3c4b5c;font-size:12px;font-weight:600}
.Pill--pending,.Pill--hold,.Pill--scan-pending,.Pill--partially-received{background:#fdf0cf;color:#7a5600}.Pill--sent,.Pill--scheduled,.Pill--ready,.Pill--confirmed{background:#dceafb;color:#0b4f97}
.Pill--received,.Pill--completed,.Pill--done,.Pill--reviewed{background:#dcf1e0;color:#1c6430}.Pill--in-progress,.Pill--working,.Pill--dispatched{background:#eadff5;color:#5f3a8a}.Pill--canceled{text-decoration:line-through}
.Grid__bar select{padding:2px 5px}.Grid table{border-collapse:collapse;width:100%}.Grid th{background:#f6f8fa;text-align:left;font-size:12px;color:#4a5969;border-bottom:1px solid #d7dee6}
.Grid th,.Grid td{padding:6px 10px}.Grid td{border-bottom:1px solid #eef1f4}.Grid tbody tr:hover{background:#f7fafd}
.Grid tfoot td{font-weight:700;background:#f6f8fa}.Grid .empty td{color:#7b8896;text-align:center;padding:18px}
.legacy .Grid{border-radius:0;border-color:#9db1c7}.legacy .Grid th{background:#dfe8f2;color:#1d3a5f}
dl.facts{display:grid;grid-template-columns:130px 1fr 130px 1fr;gap:5px 12px;background:#fff;border:1px solid #d7dee6;border-radius:4px;padding:12px 14px;margin:0}
dl.facts dt{color:#5b6a7b}dl.facts dd{margin:0;font-weight:600}
.Board{background:#fff;border:1px solid #d7dee6;border-radius:4px}.Board__hours,.Board__row{display:flex}
.Board__name{width:150px;padding:8px 10px;border-right:1px solid #d7dee6;font-weight:600;flex:none}.Board__name small{display:block;color:#5b6a7b}
.Board__hours{background:#f6f8fa;color:#4a5969;border-bottom:1px solid #d7dee6;font-size:12px}.Board__lane{flex:1;position:relative;height:52px;border-bottom:1px solid #eef1f4;background:repeating-linear-gradient(90deg,#fff 0 calc(10% - 1px),#eef1f4 calc(10% - 1px) 10%)}
.Board__hours .Board__lane{height:28px;background:none;display:flex;border:0}.Board__hours .Board__lane span{width:10%;padding:5px 4px}
.appt{position:absolute;border-radius:3px;padding:3px 6px;font-size:11px;line-height:1.3;overflow:hidden;cursor:pointer;white-space:nowrap}
.appt i{font-style:normal;font-weight:700;float:right}.appt--scheduled{background:#bfe0ff}.appt--confirmed{background:#2f6fb5;color:#fff}.appt--dispatched{background:#8e63b8;color:#fff}
.appt--working{background:#58ad61;color:#fff}.appt--done{background:#d3d7dc;color:#4a5563}.appt--canceled{background:#f1f1f1;color:#98a1ab;text-decoration:line-through}.appt--hold{background:#f4d58d}.appt.late{outline:2px solid #d93025}
.legend{display:flex;gap:14px;color:#4a5969;font-size:12px;margin:8px 0}.legend b{display:inline-block;width:12px;height:12px;border-radius:2px;vertical-align:-2px;margin-right:4px;position:static}
.tabs{display:flex;gap:2px;margin-top:14px}.tabs a{padding:7px 14px;background:#e3e9f0;border-radius:4px 4px 0 0;color:#33475c;font-weight:600;cursor:pointer}.tabs a.active{background:#fff;border:1px solid #d7dee6;border-bottom-color:#fff}
.Flyout{position:fixed;top:48px;right:0;bottom:0;width:340px;background:#fff;border-left:1px solid #c3ccd6;box-shadow:-6px 0 20px rgba(20,40,70,.15);padding:16px;z-index:20}
.Flyout dl{display:grid;grid-template-columns:110px 1fr;gap:5px}.Flyout dt{color:#5b6a7b}.Flyout dd{margin:0;font-weight:600}
.Modal{position:fixed;inset:0;background:rgba(18,38,63,.45);z-index:40}.Modal__box{width:420px;margin:11vh auto;background:#fff;border-radius:6px;padding:18px 20px}.Modal .field{margin-bottom:10px}
.Toast{position:fixed;bottom:18px;right:18px;padding:10px 16px;border-radius:4px;color:#fff;background:#26834a;z-index:60;font-weight:600;max-width:420px}.Toast.error{background:#b3261e}
.form{display:grid;grid-template-columns:1fr 1fr;gap:12px 20px;max-width:900px;background:#fff;border:1px solid #d7dee6;border-radius:4px;padding:16px}.form .wide{grid-column:1/3}.form .Trigger{max-width:none}.form .wide.Grid{padding:0}
.form--wide{max-width:none;grid-template-columns:repeat(3,1fr)}.form--wide .wide{grid-column:1/4}.form .foot{display:flex;gap:10px;justify-content:flex-end;border-top:1px solid #e3e8ee;padding-top:12px}
.ItemHits:not(:empty){border:1px solid #d7dee6;border-radius:4px;max-height:190px;overflow:auto}.ItemHits .Option{display:flex;gap:14px;border-bottom:1px solid #eef1f4;border-radius:0}.ItemHits b{width:110px;color:#0b5cab}.ItemHits i{margin-left:auto;font-style:normal;color:#5b6a7b}
.card{background:#fff;border:1px solid #d7dee6;border-radius:4px;padding:14px;max-width:620px}.card p{color:#5b6a7b;margin:0}.card .toolbar{margin-bottom:8px}.card .unit{padding:7px 0;color:#5b6a7b;font-weight:600}
.File{display:flex;gap:12px;align-items:center;border:1px dashed #9db1c7;border-radius:4px;background:#f6f9fc;padding:14px;margin-bottom:14px}.Modal__foot{justify-content:flex-end;border-top:1px solid #e3e8ee;padding-top:12px;margin:14px 0 0}
[data-cy=tags]{align-items:center}.crumb{color:#5b6a7b;margin:-6px 0 10px}
.Loader{color:#5b6a7b;padding:14px}.locked{display:inline-block;background:#fdecea;color:#8c1d12;padding:3px 10px;border-radius:10px;font-weight:600}
._pendo-step-container{position:fixed;inset:0;background:rgba(0,0,0,.25);z-index:9000}._pendo-guide{width:380px;margin:20vh auto;background:#fff;padding:22px;border-radius:8px;position:relative}._pendo-close-guide{position:absolute;right:10px;top:8px;border:0;background:none;font-size:18px;cursor:pointer}
.Tag{display:inline-block;background:#e3ecf7;color:#1d3a5f;border-radius:10px;padding:2px 10px;font-weight:600}.toolbar .spacer{flex:1}a.Button{color:#1d2a38}a.Button.primary{color:#fff}
.note{border-bottom:1px solid #eef1f4;padding:5px 0}`),
);
