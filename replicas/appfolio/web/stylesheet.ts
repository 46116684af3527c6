/** A look of the bootstrap era: white cards on grey, a dark bar, a narrow menu. */
export const stylesheet = `
*{box-sizing:border-box}
body{margin:0;background:#f3f5f8;font:14px/1.45 "Helvetica Neue",Helvetica,Arial,sans-serif;color:#26323f}
a{color:#0a5ba8;text-decoration:none}
.navbar{position:fixed;inset:0 0 auto 0;height:52px;background:#12344f;display:flex;align-items:center;z-index:10;padding:0 20px;color:#fff}
.brand{color:#fff;font-weight:700;font-size:18px;width:180px}
.brand span{display:inline-block;width:16px;height:16px;border-radius:4px;background:#17a673;margin-right:8px;vertical-align:-2px}
.search{flex:1;max-width:520px}
.search input{width:100%;border:0;border-radius:18px;padding:8px 16px;background:#ffffff26;color:#fff;font-size:14px}
.search input::placeholder{color:#c7d5e2}
.user{margin-left:auto;font-size:13px;color:#c7d5e2}
.sidebar{position:fixed;top:52px;bottom:0;left:0;width:176px;background:#fff;border-right:1px solid #dfe5eb;padding-top:14px}
.sidebar a{display:block;padding:11px 20px;color:#3b4a5a}
.sidebar a.active{background:#e8f1f9;border-left:3px solid #0a5ba8;padding-left:17px;font-weight:600;color:#0a5ba8}
.sidebar i{font-style:normal;width:24px;display:inline-block}
main{margin:52px 0 0 176px;padding:22px 28px}
.page-header{display:flex;align-items:center;gap:16px;margin-bottom:16px}
h1{font-size:23px;font-weight:500;margin:0}
h2{font-size:15px;font-weight:600;margin:0 0 12px}
.card{background:#fff;border:1px solid #dfe5eb;border-radius:5px;padding:16px 20px;margin-bottom:16px;box-shadow:0 1px 2px #1b2b3c0d}
.columns{display:grid;grid-template-columns:2fr 1fr;gap:16px;align-items:start}
.facts{display:grid;grid-template-columns:repeat(3,1fr);gap:12px 20px;margin:0}
.fact dt{font-size:11px;text-transform:uppercase;letter-spacing:.04em;color:#73808d}
.fact dd{margin:2px 0 0;white-space:pre-line}
.badge{display:inline-block;padding:2px 10px;border-radius:10px;background:#e3ecf4;color:#1d4e79;font-size:12px;font-weight:600}
.badge.Urgent{background:#fdecea;color:#a12018}.badge.Completed,.badge.Work.Done{background:#e2f4ec;color:#0c6b48}
.btn{display:inline-block;border:1px solid #b8c4d0;background:#fff;border-radius:4px;padding:7px 14px;font-size:14px;color:#26323f;cursor:pointer}
.btn-primary{background:#0a5ba8;border-color:#0a5ba8;color:#fff}
.actions{margin-left:auto;display:flex;gap:8px;align-items:center}
.alert{padding:10px 14px;border-radius:4px;margin-bottom:14px}
.alert-danger{background:#fdecea;color:#8c1d18;border:1px solid #f3c3bf}
.alert-warning{background:#fff6e0;color:#7a5200;border:1px solid #efd9a0}
.form{display:grid;grid-template-columns:1fr 1fr;gap:14px 24px;max-width:860px}
.form .wide{grid-column:1/3}
.form label,.filters label{display:block;font-size:12px;font-weight:600;margin-bottom:4px;color:#4a5867}
input,select,textarea{font:inherit;padding:7px 10px;border:1px solid #b8c4d0;border-radius:4px;background:#fff}
.form input,.form select,.form textarea{width:100%}
.required::after{content:" *";color:#c0392b}
.filters{display:flex;gap:18px;align-items:end;flex-wrap:wrap}
.filters .checks label{display:inline-block;font-weight:400;margin:0 10px 0 0}
.criteria{color:#4a5867;font-size:13px;margin:0 0 10px}.criteria span+span::before{content:" | ";color:#b8c4d0}
table{width:100%;border-collapse:collapse}
th{font-size:12px;text-align:left;color:#4a5867;border-bottom:2px solid #dfe5eb;padding:7px 8px;white-space:nowrap}
td{padding:7px 8px;border-bottom:1px solid #edf0f3;vertical-align:top}
td.amount,th.amount{text-align:right;font-variant-numeric:tabular-nums}
.lines td{padding:3px 4px;border:0}.lines input,.lines select{width:100%}
.pager{padding-top:12px;display:flex;gap:10px;color:#73808d}
.typeahead{position:relative}
.typeahead-menu{position:absolute;top:100%;left:0;right:0;margin:2px 0 0;padding:4px 0;list-style:none;background:#fff;border:1px solid #cbd5de;border-radius:4px;box-shadow:0 4px 14px #1b2b3c2b;z-index:20;color:#26323f}
.typeahead-menu a,.typeahead-menu li.none{display:block;padding:7px 14px;color:#26323f}
.typeahead-menu small{color:#73808d;margin-left:8px}
.note{border-top:1px solid #edf0f3;padding:9px 0}.js-note-body,.js-text-body,.js-service-request-title{white-space:pre-line}.note small{color:#73808d;display:block}
.public_fixedDataTable_main{position:relative;border:1px solid #d5dce3;overflow:hidden;font-size:13px}
.fixedDataTableRowLayout_main{display:flex;position:absolute;left:0;right:16px;height:34px;border-bottom:1px solid #edf0f3;background:#fff}
.fixedDataTableRowLayout_main.odd{background:#fafbfc}
.public_fixedDataTable_header,.public_fixedDataTable_footer{background:#eef2f6;font-weight:600;z-index:2}
.public_fixedDataTableCell_main{flex:1 1 0;padding:8px 7px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.ScrollbarLayout_main{position:absolute;right:0;width:15px;background:#f3f5f8;border-left:1px solid #dfe5eb}
.ScrollbarLayout_face{position:absolute;left:3px;width:9px;border-radius:5px;background:#b3bfca}
.spinner{padding:44px;text-align:center;color:#73808d}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:16px}.tiles b{display:block;font-size:26px;font-weight:500}
`;
