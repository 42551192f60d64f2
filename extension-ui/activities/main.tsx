import { render } from 'preact';

const place = document.getElementById('surface');
if (place) render(<p>Meeting scheduler</p>, place);
