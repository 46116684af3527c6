/** A 16-pixel picture for a toolbar button. */
function icon(drawing: string): string {
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16' viewBox='0 0 16 16'>${drawing}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

const icons = {
  refresh: icon(
    "<path d='M13 8a5 5 0 1 1-2-4' fill='none' stroke='#2e7d32' stroke-width='2'/><path d='M9 5h5V0z' fill='#2e7d32'/>",
  ),
  clear: icon(
    "<path d='M2 2h12l-5 6v6l-2-2V8z' fill='#c9a227' stroke='#7a6210'/><path d='M10 10l5 5m0-5l-5 5' stroke='#b71c1c' stroke-width='2'/>",
  ),
  print: icon(
    "<path d='M4 1h8v5H4z' fill='#fff' stroke='#555'/><path d='M1 6h14v6H1z' fill='#b8c4d0' stroke='#455'/><path d='M4 10h8v5H4z' fill='#fff' stroke='#555'/>",
  ),
  report: icon(
    "<path d='M3 1h7l3 3v11H3z' fill='#fff' stroke='#456'/><path d='M5 13V9h2v4zm3 0V6h2v7z' fill='#3f6a9a'/>",
  ),
  add: icon(
    "<path d='M3 1h7l3 3v11H3z' fill='#fff' stroke='#456'/><path d='M8 6v7M4.500 9.500h7' stroke='#2e7d32' stroke-width='2'/>",
  ),
  back: icon("<path d='M8 2L2 8l6 6v-4h6V6H8z' fill='#3f6a9a' stroke='#234'/>"),
  anchor: icon(
    "<circle cx='8' cy='3' r='2' fill='none' stroke='#fff' stroke-width='1.5'/><path d='M8 5v9M5 7h6M2 10c1 3 3 4 6 4s5-1 6-4' fill='none' stroke='#fff' stroke-width='1.5'/>",
  ),
};

export const stylesheet = `
body, td, th, input, select, textarea { font-family: Verdana, Tahoma, "DejaVu Sans", sans-serif; font-size: 11px; color: #1c2733; }
body { margin: 0; background: #fff; }
a { color: #1f4e8c; } a:hover { color: #b03a00; }
table { border-collapse: collapse; }
.anchor { display: inline-block; width: 16px; height: 16px; margin-right: 6px; vertical-align: -3px; background: ${icons.anchor}; }

.shell { overflow: hidden; background: #dfe6ee; }
#titlebar { position: absolute; top: 0; left: 0; right: 0; height: 34px; line-height: 34px; padding: 0 10px; color: #fff; font-size: 14px; background: linear-gradient(#7d97b3, #4a6785 55%, #3f5b78); border-bottom: 1px solid #2c435b; white-space: nowrap; }
#titlebar .company { margin-left: 18px; font-size: 11px; color: #d5e0ec; }
#titlebar .who { position: absolute; right: 10px; font-size: 11px; color: #e8eef5; }
#titlebar .who span { color: #fff; } #titlebar a { color: #ffe9a8; }
#menu { position: absolute; top: 35px; left: 0; bottom: 22px; width: 168px; background: #e9eff5; border-right: 1px solid #8fa5bc; overflow: auto; }
#menu .group { padding: 4px 8px; font-weight: bold; color: #fff; background: linear-gradient(#8ba3bd, #6b86a3); border-top: 1px solid #b5c6d8; border-bottom: 1px solid #58728e; }
#menu ul { margin: 0; padding: 3px 0 8px; list-style: none; }
#menu li a { display: block; padding: 4px 8px 4px 20px; text-decoration: none; background: linear-gradient(#5c7da0, #5c7da0) 9px 9px / 4px 4px no-repeat; }
#menu li a:hover { background-color: #fff3cf; }
#content { position: absolute; top: 35px; left: 169px; width: calc(100% - 169px); height: calc(100% - 58px); background: #fff; }
#statusbar { position: absolute; left: 0; right: 0; bottom: 0; height: 21px; line-height: 20px; background: #dde4ec; border-top: 1px solid #8fa5bc; }
#statusbar span { display: inline-block; padding: 0 12px; border-right: 1px solid #aebdcc; box-shadow: 1px 0 #fff; color: #33475b; }
#statusbar .right { position: absolute; right: 0; border: 0; }

.page { padding: 0 8px; }
.page-title { margin: 0 -8px; padding: 6px 10px; font-size: 13px; font-weight: bold; color: #24415f; background: linear-gradient(#f2f6fa, #cfdbe7); border-bottom: 1px solid #9fb3c8; }
.toolbar { margin: 0 -8px 6px; padding: 3px 6px; background: #edf1f5; border-bottom: 1px solid #c0ccd9; }
.tool { display: inline-block; padding: 3px 8px 3px 25px; border: 1px solid transparent; text-decoration: none; color: #1c2733; background: 5px 3px no-repeat; line-height: 16px; }
.tool:hover { border-color: #8fa5bc; background-color: #fff7dd; color: #000; }
${(['refresh', 'clear', 'print', 'report', 'add', 'back'] as const).map((name) => `.tool.${name} { background-image: ${icons[name]}; }`).join('\n')}
.btn { padding: 2px 12px; border: 2px outset #d9e1ea; background: linear-gradient(#fbfcfd, #d3dde8); cursor: pointer; }
input[type=text], input[type=password], select, textarea { border: 1px solid #7f9db9; padding: 2px; background: #fff; }
.filter { margin: 4px 0; background: #f5f7fa; border: 1px solid #c0ccd9; }
.filter th, .filter td { padding: 4px 8px; text-align: left; font-weight: normal; }
.filter th { font-weight: bold; color: #33475b; }
.filter.tall { min-width: 420px; }
.lookup { display: inline-block; padding: 1px 6px; border: 2px outset #d9e1ea; background: #e4ebf2; text-decoration: none; font-weight: bold; color: #1c2733; }
#TenantLookup_Description { color: #33475b; font-style: italic; }
.criteria { margin: 6px 0 2px; color: #5a6b7c; font-size: 10px; }
.record-bar { padding: 3px 6px; color: #24415f; background: #dfe7ef; border: 1px solid #9fb3c8; border-bottom: 0; overflow: hidden; }
.record-bar span + span { float: right; }
.grid { width: 100%; border: 1px solid #9fb3c8; }
.grid th { padding: 4px 5px; text-align: left; white-space: nowrap; color: #24415f; background: linear-gradient(#e7eef5, #c3d1df); border: 1px solid #9fb3c8; }
.grid th a { color: #24415f; text-decoration: none; } .grid th.up a:after { content: " \\25B2"; } .grid th.down a:after { content: " \\25BC"; }
.grid td { padding: 3px 5px; border: 1px solid #d3dce5; }
.grid td { max-width: 210px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
#grdNotes td:last-child { width: 60%; max-width: none; white-space: normal; }
.grid .alt td { background: #f1f5f9; } .grid .row:hover td { background: #fff7dd; }
.grid .none td { padding: 10px; text-align: center; color: #7a4a00; background: #fffbea; }
.grid .totals td { font-weight: bold; background: #e7eef5; border-top: 2px solid #8fa5bc; }
.grid .pager td { background: #dfe7ef; border: 0; } .grid .pager td td { padding: 1px 4px; } .grid .pager span { font-weight: bold; color: #b03a00; }
.num { text-align: right !important; }
.emergency, .high { font-weight: bold; color: #b71c1c; } .high { color: #b35a00; } .low { color: #5a6b7c; }
.st-ready { font-weight: bold; color: #2e7d32; } .st-running { color: #b35a00; } .st-queued { color: #5a6b7c; }
.detail th { padding: 3px 10px 3px 4px; text-align: right; font-weight: normal; color: #5a6b7c; white-space: nowrap; } .detail td { padding: 3px 24px 3px 0; }
.detail.header { margin: 6px 0 8px; border: 1px solid #c0ccd9; background: #fbfcfe; }
.detail.header td { font-weight: bold; }
.notes td { padding: 3px 16px 3px 0; }
fieldset { margin: 6px 4px; border: 1px solid #9fb3c8; } legend { font-weight: bold; color: #24415f; }
.columns { width: 100%; } .columns > tbody > tr > td { width: 50%; vertical-align: top; padding: 4px; }
.panel { margin-bottom: 10px; border: 1px solid #9fb3c8; } .panel table { width: 100%; }
.panel-head { padding: 4px 8px; font-weight: bold; color: #fff; background: linear-gradient(#8ba3bd, #5f7c9b); }
.panel td { padding: 4px 8px; border-bottom: 1px dotted #c9d4df; } .news { margin: 8px; line-height: 1.5; }
.message { padding: 5px 4px; color: #a32100; font-weight: bold; min-height: 13px; }
.message.ok { color: #2e7d32; }
.warning { padding: 0 4px 5px; color: #7a4a00; font-weight: bold; }
.required { color: #c00; font-weight: bold; padding-left: 2px; }
.filter.tall th { text-align: right; white-space: nowrap; vertical-align: top; padding-top: 7px; background: #e7eef5; border-right: 1px solid #c0ccd9; width: 120px; }
.filter.tall i { color: #7b8a99; font-size: 10px; }
.grid-title { margin: 8px 0 3px; font-weight: bold; color: #24415f; }
.filter.batch th { text-align: right; white-space: nowrap; } .filter.entry { width: 100%; } .filter.entry th { padding: 4px 5px 0; } .filter.entry td { padding: 2px 5px 5px; }
.filter.entry select { width: 130px; }
.filter.totals { margin: 6px 0 0 auto; } .filter.totals th, .filter.totals td { padding: 3px 12px; border-bottom: 1px dotted #c9d4df; }
.buttons { margin: 8px 0; text-align: right; }
.remark { margin: 6px 2px; color: #5a6b7c; font-size: 10px; }
.page-foot { margin: 12px 0 6px; padding-top: 4px; border-top: 1px solid #d3dce5; color: #7b8a99; font-size: 10px; }

.login { background: linear-gradient(#5d7896, #c9d6e2 70%, #e9eff5); min-height: 100vh; }
.login-box { width: 430px; margin: 0 auto; position: relative; top: 130px; background: #f7f9fb; border: 1px solid #33495f; box-shadow: 3px 3px 6px #53687e; }
.login-head { padding: 10px 12px; color: #fff; font-size: 15px; font-weight: bold; background: linear-gradient(#7d97b3, #3f5b78); } .login-head small { float: right; font-size: 10px; font-weight: normal; padding-top: 5px; }
.login-body { padding: 14px 24px 20px; line-height: 1.5; } .login-title { font-weight: bold; color: #24415f; border-bottom: 1px solid #c0ccd9; }
.login-body th { text-align: right; font-weight: normal; padding: 4px 10px; width: 110px; } .login-body td { padding: 4px; } .login-body input[type=text], .login-body input[type=password] { width: 170px; }
.login-foot { padding: 6px 12px; font-size: 9px; color: #6c7c8c; background: #e4ebf2; border-top: 1px solid #c0ccd9; }
.yellow-screen { padding: 12px; } .yellow-screen h1 { color: #f00; font-weight: normal; font-size: 22px; } .yellow-screen h2 { color: #800000; font-weight: normal; font-size: 17px; } .yellow-screen hr { color: #c0c0c0; }
`;
