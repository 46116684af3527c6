export const stylesheet = `
*{box-sizing:border-box} body{margin:0;font:14px/1.45 "Source Sans 3","Helvetica Neue",Arial,sans-serif;color:#252525;background:#f6f6f6}
a{color:#2b4fb9;text-decoration:none} button{font:inherit;cursor:pointer}
.door{display:flex;min-height:100vh;align-items:center;justify-content:center;background:#fff7f2}
.door main{width:380px;background:#fff;border-radius:12px;box-shadow:0 2px 18px #0002;padding:36px}
.door h1{font-size:22px;margin:14px 0 4px} .door p{color:#666;margin:0 0 14px}
.logo{color:#ff4c00;font-weight:800;font-size:22px;letter-spacing:-.5px}
input,select{font:inherit;padding:8px 10px;border:1px solid #bbb;border-radius:6px;background:#fff}
.door input{width:100%;margin:4px 0 14px;padding:11px} .door label{font-weight:600}
.primary{background:#2b4fb9;color:#fff;border:0;border-radius:20px;padding:9px 20px;font-weight:600}
a.primary{display:inline-block} .secondary{background:#fff;color:#2b4fb9;border:1px solid #c9d2ee;border-radius:20px;padding:8px 18px;font-weight:600}
.door .primary{width:100%;padding:12px} .error,#error-element-password,p#message{color:#b3261e!important;font-weight:600}
header.top{position:fixed;inset:0 0 auto 0;height:56px;background:#fff;border-bottom:1px solid #e3e3e3;display:flex;align-items:center;padding:0 20px;gap:18px;z-index:5}
header .right{margin-left:auto;display:flex;gap:16px;align-items:center;color:#555}
.picker{position:relative} .picker>button{border:1px solid #ddd;border-radius:18px;background:#fff;padding:6px 16px;font-weight:600}
#switch-restaurants-menu{position:absolute;top:40px;left:0;background:#fff;border:1px solid #ddd;border-radius:8px;box-shadow:0 6px 20px #0002;list-style:none;margin:0;padding:6px;width:280px}
#switch-restaurants-menu[hidden]{display:none} #switch-restaurants-menu a{display:block;padding:8px 12px;color:#252525}
nav.side{position:fixed;top:56px;bottom:0;width:216px;background:#fff;border-right:1px solid #e3e3e3;padding:18px 12px;overflow:auto}
nav.side b{display:block;margin:14px 10px 4px;font-size:12px;color:#777;text-transform:uppercase;letter-spacing:.4px}
nav.side a{display:block;padding:6px 10px;border-radius:6px;color:#252525} nav.side a.on{background:#fff0e8;color:#c23a00;font-weight:600}
.content{margin:56px 0 0 216px;padding:26px 32px 60px} .content h1{font-size:26px;margin:0 0 4px}
.scope{color:#666;margin-bottom:18px} .bar{display:flex;gap:12px;align-items:center;margin:0 0 20px} .bar .end{margin-left:auto}
.end-of-form{margin:22px 0 0} .pill{border:1px solid #ccc;border-radius:18px;background:#fff;padding:7px 16px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(400px,1fr));gap:18px;align-items:start}
section.card{background:#fff;border:1px solid #e6e6e6;border-radius:10px;padding:18px 20px} section.card.wide{grid-column:1/-1} section.card h2{font-size:17px;margin:0 0 10px}
.tiles{display:flex;gap:14px;margin-bottom:18px} .tile{flex:1;background:#fff;border:1px solid #e6e6e6;border-radius:10px;padding:14px 18px}
.tile label{color:#666;display:block;font-size:13px} .tile strong{font-size:22px}
table{border-collapse:collapse;width:100%} .modern th{font-size:12.5px;color:#666;text-align:left;font-weight:600;border-bottom:1px solid #ddd;padding:6px 8px}
.modern td{padding:7px 8px;border-bottom:1px solid #f0f0f0} .modern tfoot td{font-weight:700;border-top:2px solid #ddd}
td+td,th+th{font-variant-numeric:tabular-nums} table.kv th{border-bottom:1px solid #f0f0f0!important;text-align:left;font-weight:400;color:#444;font-size:14px} table.kv td{text-align:right}
.spinner{padding:80px;text-align:center;color:#888} .cloud{border-radius:12px;padding:3px 10px;background:#eef6ee;color:#25702a} .cloud.waiting{background:#fff0e8;color:#c23a00;font-weight:600}
.notice{background:#fff8e1;border:1px solid #f0d78a;border-radius:8px;padding:12px 16px;margin-bottom:16px} .done{background:#e9f6ea;border-color:#a9d6ac}
dialog{border:0;border-radius:12px;box-shadow:0 10px 40px #0005;padding:26px;width:430px} dialog h2{margin:0 0 10px;font-size:19px} dialog .bar{margin:18px 0 0;justify-content:flex-end}
.fields{display:grid;grid-template-columns:170px 1fr;gap:12px 18px;max-width:640px;align-items:center} .fields label{color:#555}
.fields input[size]{width:auto;justify-self:start}
.modern th.num,.modern td.num,.legacy table.data th.num,.legacy table.data td.num{text-align:right} .modern th.num,.modern td.num{padding-right:34px}
.status{border-radius:9px;padding:1px 9px;font-size:12px;background:#e9f6ea;color:#25702a} .status.open{background:#fff0e8;color:#c23a00}
.overlay{position:fixed;inset:0;background:#0006;z-index:50;display:flex;align-items:center;justify-content:center} .overlay>div{background:#fff;border-radius:10px;padding:26px;width:420px}
.legacy{background:#eee;font:13px/1.35 Helvetica,Arial,sans-serif} .legacy header.bar2{background:#333;color:#fff;padding:9px 18px;display:flex;gap:20px;margin:0} .legacy header.bar2 a{color:#ddd} .legacy header.bar2 .end{margin-left:auto}
.legacy nav.tabs{background:#f7f7f7;border-bottom:1px solid #ccc;padding:0 18px;display:flex;gap:2px} .legacy nav.tabs a{padding:8px 11px;color:#444;border-bottom:3px solid transparent} .legacy nav.tabs a.on{color:#c23a00;border-color:#ff4c00;font-weight:700}
.legacy .page{background:#fff;margin:14px auto;width:1180px;border:1px solid #ccc;padding:14px 18px 30px;position:relative} .legacy h1{font-size:20px;margin:0 0 10px;border-bottom:1px solid #ddd;padding-bottom:8px}
.legacy .filters{background:#f5f5f5;border:1px solid #ddd;padding:9px 12px;margin-bottom:12px;display:flex;gap:10px;align-items:center} .legacy input,.legacy select{padding:4px 6px;border-radius:3px}
.legacy .btn{background:linear-gradient(#fff,#e6e6e6);border:1px solid #bbb;border-radius:4px;padding:4px 12px} .legacy .btn.blue{background:linear-gradient(#08c,#04c);color:#fff;border-color:#04c}
.legacy table.data th{background:#f0f0f0;border:1px solid #ccc;padding:4px 6px;text-align:left;font-size:12px} .legacy table.data td{border:1px solid #ddd;padding:4px 6px} .legacy table.data tr:nth-child(even) td{background:#fafafa} .legacy tfoot td{font-weight:700;background:#f0f0f0!important}
.legacy .criteria{color:#555;margin:0 0 8px} .legacy .count{margin-top:8px;color:#555} div.loadmask{position:absolute;inset:0;background:#fffb;z-index:3;text-align:center;padding-top:150px}
`;
