export const stylesheet = `
* { box-sizing: border-box } body { margin: 0; font: 12px Tahoma, Verdana, "DejaVu Sans", sans-serif; color: #222 }
a { color: #1b5a92 }
.shell { display: flex; flex-direction: column; height: 100vh; background: #e9edf2 }
#banner { display: flex; gap: 24px; align-items: center; padding: 8px 14px; background: #14405f; color: #fff }
#banner b { font-size: 15px } #banner .who { margin-left: auto } #banner a { color: #cfe6fa } #Server_Label { color: #b9d2e6 }
#top-menu-wrap { background: #dfe6ee; border-bottom: 1px solid #9fb3c6; position: relative; z-index: 5 }
.ajax-menu { list-style: none; margin: 0; padding: 0 8px; display: flex; align-items: center }
.ajax-menu > li { position: relative } .ajax-menu a { display: block; padding: 7px 14px; color: #14405f; text-decoration: none }
.ajax-menu ul { display: none; position: absolute; left: 0; top: 100%; margin: 0; padding: 2px 0; list-style: none; min-width: 190px; background: #fff; border: 1px solid #9fb3c6 }
.ajax-menu li:hover > ul { display: block } .ajax-menu ul a:hover { background: #d8e8f6 }
#miSearch { margin-left: auto; padding: 3px 8px }
#frameholder { flex: 1; padding: 8px } #frameholder iframe { width: 100%; height: 100%; border: 1px solid #9fb3c6; background: #fff }
.content { padding: 0 0 20px } .pagehead { padding: 8px 14px; background: linear-gradient(#f4f8fb, #dbe5ee); border-bottom: 1px solid #b3c3d2; font-size: 14px; font-weight: bold; color: #14405f }
#MessageTableContainer { margin: 6px 14px; color: #a01818; font-weight: bold; min-height: 16px }
.filter { margin: 4px 14px; border-collapse: collapse } .filter td { padding: 3px 6px; vertical-align: top } .filter .label { text-align: right; color: #445; min-width: 120px; padding-top: 6px }
input[type=text], input[type=password], select { border: 1px solid #8aa0b4; padding: 2px 4px; font: inherit; background: #fff } .aspNetDisabled { background: #e4e4e4 !important; color: #777 }
.dots { border: 1px solid #8aa0b4; background: #eef3f7; padding: 1px 5px } .desc { color: #555; margin-left: 6px }
.buttons { margin: 10px 14px; padding: 8px; background: #eef2f6; border: 1px solid #d0dae3 }
.btn { font: inherit; padding: 3px 16px; border: 1px solid #6f8aa3; background: linear-gradient(#fdfefe, #d6e2ec); cursor: pointer }
.grid { margin: 8px 14px; border-collapse: collapse; min-width: 60% } .grid td { border: 1px solid #c3ced9; padding: 3px 7px } .ghead td { background: #cfdce8; font-weight: bold; color: #14405f } .alt td { background: #f5f8fb } .grid .num { text-align: right }
#popupholder { position: absolute; inset: 0; background: #1b2b3a66; z-index: 9; padding: 24px 60px } #popupiframe { width: 100%; height: 100%; min-height: 300px; border: 2px solid #14405f; background: #fff }
.remark { margin: 6px 14px; color: #555 } .notice { margin: 60px auto; width: 420px; padding: 20px; border: 1px solid #b3c3d2; background: #f7fafc; text-align: center; line-height: 1.7 }
.door { background: #dbe4ec } .card { width: 380px; margin: 90px auto 0; background: #fff; border: 1px solid #9fb3c6; padding: 24px 28px } .card h1 { font-size: 18px; color: #14405f; margin: 0 0 16px }
.card label { display: block; margin: 10px 0 2px } .card input[type=text], .card input[type=password], .card select { width: 100%; padding: 5px } .card .btn { margin-top: 16px } .error { color: #a01818; font-weight: bold; min-height: 16px }
.tiles { display: flex; flex-wrap: wrap; gap: 16px; margin: 60px auto; width: 760px } .dashboard-tile { width: 170px; height: 110px; background: #fff; border: 1px solid #9fb3c6; padding: 18px; cursor: pointer } .tile-title { font-size: 14px; color: #14405f; font-weight: bold }
.dashboard { display: flex; gap: 18px; align-items: flex-start; padding: 4px 14px } .stats { border-collapse: collapse; border: 1px solid #c3ced9; min-width: 230px } .stats td { border-bottom: 1px solid #dbe3ea; padding: 5px 10px } .stats td + td { text-align: right; font-weight: bold } .stats .label { color: #445 } .gridhead { background: #14405f; color: #fff; padding: 4px 8px; font-weight: bold } .dashboard .grid { margin: 0 }
`;
