// Harbour Bank's own script: the calculator, and forms that thank without sending.

const euros = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
const rates = { 5: 3.15, 10: 3.35, 15: 3.6 };

function number(form, name) {
  return Number(new FormData(form).get(name)?.toString().replace(/[^\d]/g, '')) || 0;
}

/** Annuity: the same sum every month. */
function monthly(borrowed, ratePercent, years) {
  const month = ratePercent / 100 / 12;
  return (borrowed * month) / (1 - (1 + month) ** (-years * 12));
}

const calculator = document.querySelector('#calculator');
function calculate() {
  const borrowed = Math.max(0, number(calculator, 'price') - number(calculator, 'own'));
  const cost = monthly(borrowed, rates[number(calculator, 'years')], number(calculator, 'term'));
  document.querySelector('#monthly').textContent = euros.format(cost);
  document.querySelector('#borrowed').textContent = euros.format(borrowed);
}
calculator?.addEventListener('input', calculate);
calculator?.addEventListener('submit', (event) => event.preventDefault());
if (calculator) calculate();

for (const form of document.querySelectorAll('form[data-thanks]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const thanks = form.querySelector('.thanks');
    thanks.textContent = form.dataset.thanks;
    thanks.hidden = false;
    form.reset();
  });
}
